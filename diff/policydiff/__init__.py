"""Compares versions of a medical policy, and the policies of several payers."""
