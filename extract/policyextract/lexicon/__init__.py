"""The words of the field: section names, determinations, list operators. Every pattern stands with examples, tested both ways."""
