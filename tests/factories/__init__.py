"""Make what a test needs in one line; every default is plausible, every field can be overridden.

`create_*` stores a row (and what it belongs to) and commits; `dummy_*` makes a value and stores nothing.
"""

from tests.factories.customers import create_address, create_appliance, create_customer
from tests.factories.jobs import create_job
from tests.factories.people import (
    PASSWORD,
    create_administrator,
    create_center,
    create_device,
    create_dispatcher,
    create_instrument,
    create_manager,
    create_technician,
    create_user,
)
from tests.factories.reports import (
    canonical,
    digest_header,
    digest_of,
    dummy_attestation,
    dummy_content,
    dummy_photo,
    dummy_report_body,
    dummy_strokes,
)
from tests.factories.reports_v2 import (
    dummy_attestation_v2,
    dummy_content_v2,
    dummy_hazard_v2,
    dummy_insulation_v2,
    dummy_part_v2,
    dummy_reading_v2,
    dummy_report_body_v2,
    dummy_served_job,
    dummy_ticked_v2,
)
from tests.factories.signing_in import (
    bearer_header,
    csrf_header,
    sign_in,
    upload_header,
)

__all__ = [
    "PASSWORD",
    "bearer_header",
    "canonical",
    "create_address",
    "create_administrator",
    "create_appliance",
    "create_center",
    "create_customer",
    "create_device",
    "create_dispatcher",
    "create_instrument",
    "create_job",
    "create_manager",
    "create_technician",
    "create_user",
    "csrf_header",
    "digest_header",
    "digest_of",
    "dummy_attestation",
    "dummy_attestation_v2",
    "dummy_content",
    "dummy_content_v2",
    "dummy_hazard_v2",
    "dummy_insulation_v2",
    "dummy_part_v2",
    "dummy_photo",
    "dummy_reading_v2",
    "dummy_report_body",
    "dummy_report_body_v2",
    "dummy_served_job",
    "dummy_strokes",
    "dummy_ticked_v2",
    "sign_in",
    "upload_header",
]
