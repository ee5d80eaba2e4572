// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"
#include "core/wire/clientformat.h"
#include "core/wire/httprequestreader.h"

#include <QVarLengthArray>

#include <optional>
#include <vector>

namespace assay {

/// May this request be looked at at all? Web pages of the user's own browser reach loopback too: by another name for
/// it (DNS rebinding) or by a request across origins. So `Host` must name this gateway, and nothing that a browser
/// marks as coming from a page is served. Returns why not.
std::optional<ClientError> refusedAtTheDoor(const IncomingRequest& request, quint16 port);

/// What a client presents as keys, each different one once. Nothing is copied that needs no decoding.
struct PresentedKeys {
    static constexpr qsizetype kMost = 4; ///< one a header

    QVarLengthArray<QByteArrayView, kMost> keys; ///< into the headers of the request, which must stay, or `decoded`
    std::vector<Secret> decoded;
};

/// The keys a client presents, in whatever headers its format has them: `Authorization: Bearer` (or `Basic`, or the key
/// alone), `x-api-key`, `api-key`, `x-goog-api-key`. The one place where they are read; each different one once.
/// Clients send a placeholder in one header and the key in another, so which of them counts is decided by KeyRing, once
/// for all rules.
PresentedKeys presentedKeys(const IncomingRequest& request);

/// What a path is answered with that nothing is behind.
ClientError nothingThere(const QString& path);

/// Why the body of a POST is not read: it is no JSON by its type, or packed. `curl -d` and `fetch` call JSON a form or
/// a plain text unless they are told otherwise. That web pages can send those without leave is no danger: every request
/// needs a key in a header, which they cannot.
std::optional<ClientError> refusedBody(const IncomingRequest& request);

} // namespace assay
