// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/net/deadlines.h"
#include "core/support/result.h"

namespace assay {

// Why a call ends that the network did not end. `server` is "host:port".

/// The limit's name is the error's `providerCode`.
Error timeoutError(const Deadlines::Deadline& limit, const QString& server);
/// `what` is "header" or "body".
Error tooLargeError(const QString& server, QStringView what, qint64 limit);
Error cancelledError(const QString& server);

} // namespace assay
