// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QUrl>

#include <chrono>
#include <optional>

namespace assay {

struct HttpHeader {
    QByteArray name;
    QByteArray value;
    bool secret = false; ///< holds a key: never logged, stored or shown; the last copy overwrites its value

    ~HttpHeader()
    {
        if (secret)
            wipe(value);
    }
    friend bool operator==(const HttpHeader&, const HttpHeader&) = default;
};

struct HttpRequest {
    QByteArray method = QByteArrayLiteral("POST");
    QUrl url;
    QList<HttpHeader> headers;
    QByteArray body;
};

struct HttpHead {
    int status = 0;
    QList<HttpHeader> headers;

    /// Value of the first header of that name, compared without case; empty if there is none.
    QByteArray header(QByteArrayView name) const;
};

/// Durations that the transport measures itself. Absent: not reached.
struct PhaseTimings {
    std::optional<std::chrono::microseconds> dns;
    std::optional<std::chrono::microseconds> connect;
    std::optional<std::chrono::microseconds> tls;
    std::optional<std::chrono::microseconds> firstByte; ///< since start
    std::optional<std::chrono::microseconds> total; ///< since start
};

} // namespace assay
