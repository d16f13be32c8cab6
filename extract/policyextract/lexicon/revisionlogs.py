"""How payers head and word the log of a policy's revisions: its sections, its columns, the states of a version."""

from policyextract.lexicon.phrases import Phrase

LOG_HEADING = Phrase(
    r"^(?:[\w/]+\s+){0,3}(?:policy|document|guideline|revision|review|version|change|update|approval)s?\b(?:\W+\w+){0,2}\W+(?:history|log|updates?|revisions?|changes)(?:\s+information)?\W*$"
    r"|^(?:reviews?, )?revisions?(?:, and approvals)?\W*$|^history of (?:revision|review|change)s\W*$|^transmittals issued\b|^summary of (?:changes?|revisions)\W*$|^change summary\W*$|^approvals\W*$",
    (
        "Guideline Update Information",
        "Joint Plan Medical Policy History",
        "Policy History/Revision",
        "REVISIONS",
        "Approvals",
        "Review and Revision Log:",
        "Change Summary",
        "Policy Implementation/Update Information",
        "Transmittals Issued for this Chapter",
    ),
    (
        "Family history",
        "Prior approval",
        "Policy",
        "Review of the evidence",
        "Updates to the network of providers",
        "Transmittals for Chapter 1",
    ),
)
"""A heading, of a section or in the first row of a table, over a log of revisions."""

DATES_HEADING = Phrase(
    r"\bdates?\b\W*$|\bdates?\s*:",
    ("Review Date", "REVIEW DATE: 01/02/2020; also revised 03/04/2020", "Review dates:"),
    ("Policy History", "Updates"),
)
"""A heading that looks like a log's and only gives a date of the header."""

HEADER_DATE = Phrase(
    r"^(?:original|current) effective date\W*$",
    ("Original Effective Date", "Current Effective Date:"),
    ("Effective Date", "Historical Effective Dates"),
)
"""The label of a date of the header that a log prints above its entries."""

HEADER_ROW = Phrase(
    r"^(?:date (?:effective|archived)|(?:effective|archived) date)\W*$",
    ("Date Effective", "Effective Date:", "Date Archived"),
    ("Date Revised", "Date Issued", "Effective Date Changed"),
)
"""The label of a date of the header in a row of a log that says nothing of it."""

DATE_COLUMN = Phrase(
    r"\bdates?\b|\beffective\b|\brevised\b|\breviewed\b|^approval\b|\bposted\b",
    ("Review Date", "Effective", "Approval", "Revision Date(s)"),
    ("Summary of changes", "Action"),
)
APPROVAL_COLUMN = Phrase(r"\bapprov|\bsignature\b", ("Approval Date", "Plan Signature Date"), ("Effective Date",))
KIND_COLUMN = Phrase(
    r"\btype\b|\bstatus\b", ("Type of Revision", "Status", "Review Type"), ("Summary of changes", "Date")
)
SUMMARY_COLUMN = Phrase(
    r"\bsummary\b|\bactions?\b|\bchanges?\b|\bdescription\b|\breviews?, revisions\b|\brevisions?\b|\bcomments?\b|\bdetails?\b|\bhistory\b|\breason\b|\bupdates?\b|\binformation\b",
    ("Summary of Changes", "Action", "Reviews, Revisions, and Approvals", "Comments"),
    ("Date", "Committee"),
)

STATUS = Phrase(
    r"^(?:(?:new|revised|reviewed|preliminary|reaffirmed|updated|created|archived|retired|reinstated|posted|adopted|issued|original|initial|effective|approved|amended|developed|annual|interim|ad[ -]hoc|off-cycle|quarterly|biennial|semi-?annual|expedited|minor|major|coding)\b\s*){1,2}(?:(?:codes?|date|policy|discussion|review|revision|update|approval|on)\b\s*)?[:–-]?\s*$"
    r"|^version \d{1,2}(?:\.\d{1,2})*\W*(?:effective(?: date)?\W*)?$",
    (
        "Revised",
        "Preliminary Discussion",
        "New",
        "Updated codes",
        "Reviewed:",
        "Effective date:",
        "Ad hoc review",
        "Initial approval",
        "Version 2.1, effective",
    ),
    ("Revised the statement on", "The policy", "Version of the lamp", "Minor lamps"),
)
"""What may stand before the date of an entry: the state of that version."""

STATE = Phrase(
    r"(?:approved|adopted|created|developed|reviewed|revised|updated|effective)\b(?! (?:for|as|when|if|in|by the)\b)",
    ("Approved Medical Director Committee 6/17/2021; Revised 9/27/2023", "Reviewed: 7/2022, 1/2023"),
    ("Reviewers", "Approved for the treatment of", "Updated in 2020"),
)
"""The word that a line of dates begins with."""

STATED = Phrase(
    r"^\W*(?:document\s+)?(?:created|adopted|approved|developed|(?:re-?)?reviewed|revised|updated|amended|retired)\s*:\s*(?=\S)",
    ("Created: Lamp Committee May 1, 2020", "Document Revised: Board"),
    ("Reviewed 1/2020", "Updated the list:"),
)
"""The state of a version before who brought it about, in a list whose dates stand behind that."""

COMMITTEE = Phrase(
    r"^(?=.{4,70}$)(?-i:[A-Z])[^.;:]*?(?:,|\b(?:group|panel|committee|board|council|team),?)\s*$",
    ("Medical Policy Group,", "Adopted for the plan,", "Utilization Committee"),
    ("the committee", "Updated with the review of", "Policy: added,"),
)
"""What may stand before the date of an entry whose text follows a colon: who decided, or what was done."""

NEXT_DATE = Phrase(r"\bnext\b", ("Next Review Date", "Next scheduled review"), ("Review Date",))
"""A label of a date to come: no entry of a log."""

DATE_LABEL = Phrase(
    r"^(?=.{4,60}$)(?:[\w()/-]+\s+){0,4}(?:dates?|date\(s\)|revised|reviewed|revisions?|reviews?|dates? and details)\s*:\s*$",
    (
        "Revised Dates:",
        "Previous revision date(s):",
        "Effective Date:",
        "Last reviewed:",
        "Connection date and details:",
    ),
    ("Policy reviewed by the committee and approved.", "Added: investigational"),
)
"""The label of a list of dates."""

DATED_LABEL = Phrase(
    r"\b(?:posted|effective|revised|reviewed|approved|original(?:ly)?|last|dates?|on|issued|updated|web)\b\s*:?",
    ("Posted 01-02-2020", "Effective date:"),
    ("Dated", "Postscript"),
)
"""Words that may stand beside the dates of a cell and leave it one of dates."""
