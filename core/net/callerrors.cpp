// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/net/callerrors.h"

using namespace Qt::StringLiterals;

namespace assay {

Error timeoutError(const Deadlines::Deadline& limit, const QString& server)
{
    auto error = fail(
        ErrorKind::Timeout, u"%1: the limit '%2' of %3 ms ran out."_s.arg(server, limit.name).arg(limit.limit.count()))
                     .error();
    error.providerCode = limit.name;
    return error;
}

Error tooLargeError(const QString& server, QStringView what, qint64 limit)
{
    return fail(ErrorKind::Protocol,
        u"%1 sent a %2 of more than %3 bytes; the connection was cut."_s.arg(server, what).arg(limit))
        .error();
}

Error cancelledError(const QString& server)
{
    return fail(ErrorKind::Cancelled, u"The request to %1 was cancelled."_s.arg(server)).error();
}

} // namespace assay
