"""Results as sheets of a workbook: what stands on them, and the one place that writes them."""
