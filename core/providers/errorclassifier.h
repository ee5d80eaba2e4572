// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QString>
#include <QStringList>

namespace assay {

/// What an error body said, before it is judged.
struct ErrorFacts {
    int status = 0; ///< 0: unknown
    QString message;
    QStringList codes; ///< every code, type and status word found
    bool isGenericPage = false; ///< the body is a web page or a server's stock sentence, not an API's answer
};

/// The kind by codes first, then by well-known sentences, then by status.
ErrorKind classifyError(const ErrorFacts& facts);

} // namespace assay
