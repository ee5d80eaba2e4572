// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <optional>

namespace assay {

/// Why a request must not leave (ErrorKind::InvalidRequest): malformed URL or one with credentials, a method or header
/// that would break out of its line, a secret header over plain http to another machine.
std::optional<Error> refusalOf(const HttpRequest& request);
/// The part of it that is about method and headers, for a URL that was found right before. It does not ask where a
/// secret header goes.
std::optional<Error> headRefusalOf(const HttpRequest& request);

/// A field that frames the message or the connection, and so is the transport's own.
bool isFramingHeader(QByteArrayView name);

/// The machine itself: 127.0.0.0/8, ::1, `localhost` and names under it, which libcurl never asks DNS for.
bool isLoopback(const QUrl& url);

/// "host:port" for sentences about a server; nothing else of the URL, which may hold a key.
QString serverName(const QUrl& url);

} // namespace assay
