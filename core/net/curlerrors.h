// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <optional>

namespace assay {

/// What is known about a transfer when libcurl ends it.
struct TransferEnd {
    int code = 0; ///< CURLcode
    QString server; ///< "host:port"
    QString words; ///< libcurl's own sentence, if it has one
    int osError = 0; ///< errno of a failed connect, or 0
    int proxyStatus = 0; ///< status of a proxy's answer to CONNECT, or 0
    qint64 bodyBytes = 0;
    bool connected = false;
    bool answerBegan = false; ///< the final status line came
    bool headComplete = false;
};

/// Nothing if the answer came whole.
std::optional<Error> errorOf(const TransferEnd& end);

} // namespace assay
