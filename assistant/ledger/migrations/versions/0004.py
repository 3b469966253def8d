"""Until when a customer stays silent whatever the rules: what a change of rules need not judge anew."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outlook",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shut", sa.Boolean(), nullable=False),
        sa.Column("opens", sa.BigInteger(), nullable=True),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("base_at", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("contact_at", sa.BigInteger(), nullable=True),
        sa.Column("rest", sa.String(), nullable=False),
        sa.Column("rest_from", sa.BigInteger(), nullable=True),
        sa.Column("climbed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
