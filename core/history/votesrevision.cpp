// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/votesrevision.h"

#include "core/history/connection.h"

#include <QVariant>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

// Votes are only added, and each is withdrawn at most once: both parts only rise.
constexpr auto kRevision = "SELECT (SELECT coalesce(max(seq), 0) FROM vote) + (SELECT count(*) FROM vote_withdrawn)"_L1;

} // namespace

Result<qint64> votesRevision(const LedgerAccess& ledger)
{
    return ledger.read([](const Connection& connection) {
        return connection.value(kRevision).transform([](const QVariant& value) { return value.toLongLong(); });
    });
}

} // namespace assay
