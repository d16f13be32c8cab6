"""Words that policies use for one another, so that swapping them is no change of meaning.

A group belongs here only where no policy tells its members apart. "Provider" and "physician", "treatment" and "surgery"
do not: one is wider than the other. Each group carries two phrases that it makes equal; a test holds it to them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Words of one meaning, each in the singular and in lower case. The first stands for all of them."""

    words: tuple[str, ...]
    example: tuple[str, str]


SYNONYMS: tuple[Synonyms, ...] = (
    Synonyms(
        tuple(
            "patient member individual person beneficiary enrollee subscriber participant member/enrollee "
            "members/enrollees".split()
        ),
        ("the member/enrollee has", "the patient has"),
    ),
    Synonyms(("indication", "condition"), ("for any other condition", "for any other indication")),
    Synonyms(("criterion", "criteria", "requirement"), ("all criteria are met", "all requirements are met")),
    Synonyms(("considered", "deemed", "regarded"), ("is deemed unproven", "is considered unproven")),
    Synonyms(("prior", "previous", "previously"), ("previous therapy", "prior therapy")),
    Synonyms(("therapy", "treatment"), ("systemic treatment", "systemic therapy")),
    Synonyms(("met", "satisfied", "fulfilled"), ("criteria are fulfilled", "criteria are met")),
    Synonyms(("test", "testing"), ("genetic tests", "genetic testing")),
    Synonyms(("use", "usage", "utilization", "utilisation"), ("utilization of a brace", "use of a brace")),
    Synonyms(("physician", "doctor"), ("a treating doctor", "a treating physician")),
    Synonyms(("before", "prior to"), ("imaging prior to surgery", "imaging before surgery")),
    Synonyms(("after", "subsequent to"), ("relapse subsequent to surgery", "relapse after surgery")),
    Synonyms(("including", "includes", "include"), ("tumors, include", "tumors, including")),
    Synonyms(("additional", "further"), ("one further dose", "one additional dose")),
    Synonyms(("eg", "such as", "for example"), ("(for example, a brace)", "(e.g., a brace)")),
    Synonyms(("ie", "that is"), ("that is, twice", "i.e., twice")),
    Synonyms(("or", "and/or"), ("a cast and/or a brace", "a cast or a brace")),
    Synonyms(("diagnosis", "diagnoses", "diagnosed"), ("confirmed diagnoses", "confirmed diagnosis")),
    Synonyms(("metastasis", "metastases"), ("liver metastases", "liver metastasis")),
    Synonyms(("documented", "documentation"), ("documentation of response", "documented response")),
    Synonyms(("relative", "family member"), ("a family member with diabetes", "a relative with diabetes")),
    Synonyms(("tumor", "tumour"), ("solid tumour", "solid tumor")),
    Synonyms(("hematologic", "haematologic", "hematological", "haematological"), ("hematological", "hematologic")),
    Synonyms(("hematopoietic", "haematopoietic"), ("haematopoietic cells", "hematopoietic cells")),
    Synonyms(("leukemia", "leukaemia"), ("acute leukaemia", "acute leukemia")),
    Synonyms(("myeloid", "myelogenous", "myelocytic"), ("chronic myelogenous leukemia", "chronic myeloid leukemia")),
    Synonyms(("anemia", "anaemia"), ("aplastic anaemia", "aplastic anemia")),
    Synonyms(("pediatric", "paediatric"), ("paediatric patients", "pediatric patients")),
    Synonyms(("allogeneic", "allogenic"), ("allogenic graft", "allogeneic graft")),
    Synonyms(("esophageal", "oesophageal"), ("oesophageal varices", "esophageal varices")),
)
