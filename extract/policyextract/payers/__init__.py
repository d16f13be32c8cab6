"""One module per payer, each holding one PROFILE. Most payers need none."""

from policyextract.payers import bcbsma, centene, cigna, molina
from policyextract.profile import PayerProfile

PROFILES: tuple[PayerProfile, ...] = (
    bcbsma.PROFILE,
    centene.PROFILE,
    cigna.PROFILE,
    molina.PROFILE,
)
