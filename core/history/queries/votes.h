// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/vote.h"
#include "core/support/result.h"

#include <QList>

namespace assay {

class Connection;

/// All votes, oldest first, withdrawn ones included.
Result<QList<Vote>> readVotes(const Connection& connection);
Result<void> writeVote(const Connection& connection, const Vote& vote, qint64 at);
/// InvalidRequest if there is no such vote. Withdrawing twice changes nothing.
Result<void> withdrawVote(const Connection& connection, const QString& id, qint64 at);

} // namespace assay
