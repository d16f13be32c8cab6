"""A packet: everything that a committee needs on one pair of versions, as files of one folder with their manifest."""
