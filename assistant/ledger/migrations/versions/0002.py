"""Which copy of a mail is kept: the role of its folder; room for the UID in its rank, so that edited drafts win."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("message") as table:
        table.add_column(sa.Column("role", sa.String(), nullable=False, server_default="other"))
        table.alter_column("rank", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
    with op.batch_alter_table("message") as table:
        table.alter_column("role", existing_type=sa.String(), server_default=None)
    # Mail whose copies all lay in folders of one role: that was it. Of the others the first that ranks highest.
    for role in ("junk", "trash", "drafts", "all", "other", "archive", "inbox", "sent"):
        op.execute(
            sa.text("UPDATE message SET role = :role WHERE ' ' || roles || ' ' LIKE :held").bindparams(
                role=role, held=f"% {role} %"
            )
        )
    # Ranks were 10 * whole + role; drafts ranked last, now above Trash.
    op.execute(
        sa.text(
            "UPDATE message SET rank = (rank - rank % 10 + CASE role WHEN 'sent' THEN 7 WHEN 'inbox' THEN 6"
            " WHEN 'archive' THEN 5 WHEN 'drafts' THEN 3 WHEN 'trash' THEN 2 WHEN 'junk' THEN 1 WHEN 'ours'"
            " THEN 0 ELSE 4 END) * 4294967296"
        )
    )
