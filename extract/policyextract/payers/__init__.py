"""One module per payer, each holding one PROFILE. Most payers need none."""

from policyextract.payers import anthem, bcbsm, bcbsma, centene, cigna, cms, fep, molina
from policyextract.profile import PayerProfile

PROFILES: tuple[PayerProfile, ...] = (
    anthem.PROFILE,
    bcbsm.PROFILE,
    bcbsma.PROFILE,
    centene.PROFILE,
    cigna.PROFILE,
    cms.PROFILE,
    fep.PROFILE,
    molina.PROFILE,
)
