"""How documents are built that talk of coverage and are no coverage policies: letters, forms, articles, labels of drugs."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Build:
    """A kind of document that is told by several lines together. ``signs`` are pairs of a pattern and a line it finds.

    ``least`` different signs must be found in the first ``reach`` lines; a reach of None is the whole document.
    """

    name: str
    signs: tuple[tuple[str, str], ...]
    least: int
    reach: int | None = None
    not_examples: tuple[str, ...] = ()
    compiled: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)
    in_text: tuple[re.Pattern[str], ...] = field(init=False, repr=False, compare=False)
    """The same, to be looked for in many lines at once."""

    def __post_init__(self) -> None:
        for name, flags in (("compiled", re.IGNORECASE), ("in_text", re.IGNORECASE | re.MULTILINE)):
            object.__setattr__(self, name, tuple(re.compile(pattern, flags) for pattern, _ in self.signs))


BUILDS: tuple[Build, ...] = (
    Build(
        "a letter",
        (
            (r"^(?:dear (?-i:[A-Z])[^:]{1,60}[:,]$|to whom it may concern\b)", "Dear Dr. Person:"),
            (
                r"^(?:sincerely|(?:kind |best |warm )?regards|respectfully|yours (?:truly|sincerely))(?: yours)?,?$",
                "Sincerely,",
            ),
        ),
        1,
        60,
        ("Dear is the lamp to them.",),
    ),
    Build(
        "a message or memo",
        (
            (r"^from\s*:\s*\S", "From: A. Person <a.person@erewhon.example>"),
            (r"^to\s*:\s*\S", "To: all practices"),
            (r"^(?:subject|re)\s*:", "Subject: policy 7"),
            (r"^(?:date|sent)\s*:", "Sent: Tuesday"),
        ),
        3,
        12,
        ("Subject matter", "Effective date: 2026"),
    ),
    Build(
        "a form to fill in",
        (
            (
                r"^\W*(?:member|patient|subscriber|enrollee)(?:’s|'s)? (?:information|name|ID|date of birth|DOB)\b",
                "Member information",
            ),
            (
                r"^\W*(?:prescriber|provider|physician|requesting provider|servicing provider|facility)(?:’s|'s)? (?:information|name|NPI|signature)\b",
                "Prescriber information",
            ),
            (r"_{5,}", "Name: __________"),
            (r"^\W*(?:\[ ?\]|[☐□❏])", "[ ] Age 18 years or older"),
            (r"\bfax (?:to|this|the|completed)\b", "Fax to 555-0101"),
            (
                r"^\W*(?:(?:authorized|member|patient|prescriber|provider|physician)(?:’s|'s)? )?signature\s*(?:[:_]|$)",
                "Signature: ___ Date: ___",
            ),
        ),
        3,
        80,
        ("Members are informed", "The signature of a tumor"),
    ),
    Build(
        "an article or a guideline of a society",
        (
            (r"^abstract\W*$|^abstract[:.–—-]", "Abstract"),
            (
                r"^(?:materials? and |patients and )?methods?(?:\W*$|[:.–—-]| and )",
                "Methods: a systematic review",
            ),
            (r"^(?:results|findings)(?:\W*$|[:.–—-])", "Results"),
        ),
        2,
        40,
        ("Abstract thinking",),
    ),
    Build(
        "the labelling of a drug",
        (
            (
                r"^(?:highlights of|full) prescribing information\b",
                "HIGHLIGHTS OF PRESCRIBING INFORMATION",
            ),
            (r"^(?:\d+\.?\s+)?indications (?:and|&) usage\W*$", "1 INDICATIONS AND USAGE"),
            (r"^(?:\d+\.?\s+)?dosage (?:and|&) administration\W*$", "DOSAGE AND ADMINISTRATION"),
            (r"^(?:\d+\.?\s+)?dosage forms (?:and|&) strengths\W*$", "DOSAGE FORMS AND STRENGTHS"),
            (r"^(?:\d+\.?\s+)?warnings (?:and|&) precautions\W*$", "WARNINGS AND PRECAUTIONS"),
            (r"^(?:\d+\.?\s+)?adverse reactions\W*$", "ADVERSE REACTIONS"),
        ),
        3,
    ),
    Build(
        "a contract or a paper of a court",
        (
            (
                r"\bin witness whereof\b|\bhereinafter (?:referred|called|the|[“\"(])",
                "IN WITNESS WHEREOF the parties",
            ),
            (
                r"\bthis (?:amendment|(?:\w+ ){0,3}agreement) (?:is|has|\(|shall|between)",
                "This Agreement is made in May",
            ),
            (r"\bplaintiffs?\b", "Plaintiff asks for lamps"),
            (r"\bdefendants?\b", "A. NONYMOUS, Defendant."),
            (r"^(?:opinion|order|complaint|memorandum)(?: and (?:order|opinion))?\W*$", "OPINION"),
        ),
        2,
        not_examples=("In this agreement of experts",),
    ),
    Build(
        "a press release",
        (
            (r"^(?:for immediate release|(?:press|news) release)\b", "For immediate release"),
            (
                r"/?\b(?:pr ?newswire|business ?wire|globe ?newswire|newswire)\b/?",
                "SPRINGFIELD, March 3 /NewsWire/",
            ),
            (r"\b(?:today|has) announced\b|\bannounced today\b", "Erewhon Health today announced lamps."),
            (r"^(?:media|press) (?:contacts?|inquiries)\b", "Media contact: A. Person"),
            (r"\bforward-looking statements?\b", "Forward-looking statements"),
        ),
        2,
        120,
    ),
    Build(
        "a job advertisement",
        (
            (
                r"^(?:key |essential |job |your )*(?:responsibilities|duties)(?: include)?\W*$",
                "Key responsibilities:",
            ),
            (r"^(?:minimum |preferred |required |basic )*qualifications\W*$", "Qualifications"),
            (
                r"^(?:about (?:the|this) (?:role|job|position)|position summary|job (?:description|summary))\W*$",
                "About the role",
            ),
            (r"\bequal opportunity employer\b", "We are an equal opportunity employer."),
            (
                r"^(?:compensation|salary|pay range|apply (?:now|by|today|online))\b",
                "Apply by April 15",
            ),
        ),
        3,
    ),
    Build(
        "a medical record",
        (
            (r"^(?:patient(?: name)?|MRN|medical record (?:number|no\.?))\s*:", "MRN: 0044112"),
            (r"^(?:pre|post)-?operative diagnos[ie]s\b", "PREOPERATIVE DIAGNOSIS: low mood"),
            (
                r"^(?:surgeon|attending(?: physician)?|anesthesia|date of (?:surgery|procedure|admission|discharge))\s*:",
                "Surgeon: C. Doctor, MD",
            ),
            (r"^(?:operative|progress|discharge|consultation) (?:report|note|summary)\W*$", "OPERATIVE REPORT"),
            (
                r"^(?:chief complaint|history of present illness|assessment (?:and|&) plan|physical exam(?:ination)?)\b",
                "Chief complaint: darkness",
            ),
        ),
        3,
        80,
    ),
    Build(
        "source code or a text about a program",
        (
            (r"^install(?:ation|ing)?\W*$", "Installation"),
            (
                r"^(?:\$ )?(?:pip3?|npm|brew|cargo|apt(?:-get)?|conda) (?:-\S+ )*install\b|^git clone\b",
                "pip install lamp",
            ),
            (r"^licen[sc]e\W*$", "License"),
        ),
        2,
    ),
    Build(
        "an invoice",
        (
            (r"^invoice\b", "Invoice number: 7"),
            (r"\b(?:bill|ship|remit) to\b", "Bill to: Erewhon Health"),
            (r"\b(?:total|amount|balance) due\b", "Total due: $1,200"),
            (r"\bpayment terms\b|\bdue (?:date|upon receipt)\b", "Payment terms: 30 days"),
        ),
        3,
    ),
    Build(
        "the minutes or agenda of a meeting",
        (
            (r"\bminutes of (?:the|a)\b|\bmeeting (?:minutes|agenda)\b", "Minutes of the meeting of May 1"),
            (
                r"^(?:members )?(?:present|attendees|in attendance|absent)(?: members)?\s*:",
                "Present: A. Person",
            ),
            (r"^(?:call(?:ed)? to order|adjourn(?:ed|ment)?)\b|\bmeeting was adjourned\b", "Adjournment"),
            (
                r"^motion\b|\bmotion (?:carried|passed|was)\b|\bseconded\b",
                "Motion: lamps are lit. Seconded.",
            ),
        ),
        2,
        not_examples=("Minutes of light", "Range of motion"),
    ),
    Build(
        "a list of changes to policies",
        (
            (r"^new (?:\w+ ){0,3}policies(?: updates?)?\W*$", "New policies"),
            (r"^(?:revised|updated|changed) (?:\w+ ){0,3}policies\W*$", "Revised medical policies"),
            (
                r"^(?:retired|archived|deleted|discontinued) (?:\w+ ){0,3}policies\W*$",
                "Retired policies",
            ),
            (
                r"^(?:polic(?:y|ies) )?reviewed(?: (?:\w+ ){0,3}polic(?:y|ies))?(?:,? (?:with(?:out)?|with no) (?:\w+ )?changes?)\W*$",
                "Reviewed without changes",
            ),
        ),
        2,
        not_examples=("New policy", "Updated policy", "Retired policy.", "Updated policies to include lamps."),
    ),
    Build(
        "a document for members about their benefits",
        (
            (r"\bwhat you (?:must |will )?pay\b", "What you must pay"),
            (r"\byour rights\b", "Your rights"),
            (r"\bmember services\b", "Call Member Services"),
            (r"\bco-?pay(?:ment)?s?\b", "There are no copays."),
            (r"\bgrievances?\b", "You may file a grievance."),
            (r"\bas a member of\b|\byour (?:guide|plan|benefits|coverage|id card)\b", "Your guide to lamps"),
        ),
        4,
    ),
    Build(
        "a transmittal",
        (
            (r"^transmittal \d+", "Transmittal 12345"),
            (r"^change request\b", "Change Request 13999"),
            (r"^pub(?:lication)?\.? 100-\d", "Pub 100-03 Medicare"),
            (r"\bsummary of changes\b", "I. SUMMARY OF CHANGES: lamps"),
        ),
        2,
        60,
    ),
)
