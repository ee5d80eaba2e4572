// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"
#include "core/wire/clientformat.h"
#include "core/wire/httprequestreader.h"

#include <optional>

namespace assay {

/// May this request be looked at at all? Web pages of the user's own browser reach loopback too: by another name for
/// it (DNS rebinding) or by a request across origins. So `Host` must name this gateway, and nothing that a browser marks
/// as coming from a page is served. Returns why not.
std::optional<ClientError> refusedAtTheDoor(const IncomingRequest& request, quint16 port);

/// The key a client presents, in whatever header its format has it: `Authorization: Bearer` (or the key alone),
/// `x-api-key`, `api-key`, `x-goog-api-key`. The one place where it is read. Empty if there is none; an error if two
/// headers hold different keys, so that no check can look at one and another check at the other.
Result<Secret> presentedKey(const IncomingRequest& request);

} // namespace assay
