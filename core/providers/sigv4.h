// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/redacted.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QDateTime>

namespace assay {

struct AwsCredentials {
    QByteArray accessKeyId;
    Secret secretKey;
    Secret sessionToken; ///< empty for keys that last

    /// Reads `ACCESS_KEY_ID:SECRET[:SESSION_TOKEN]`.
    static Result<AwsCredentials> parse(const Secret& key);
};

/// What a signature holds for.
struct SigV4Scope {
    QByteArray region; ///< `us-east-1`
    QByteArray service; ///< `bedrock`
    QDateTime time; ///< UTC; a server refuses one that is more than five minutes off
};

/// The text that is hashed and signed first (AWS General Reference, "Create a canonical request"). `request` must hold
/// every header to be signed except `host`, which comes from the URL.
QByteArray sigV4CanonicalRequest(const HttpRequest& request);

/// `request` with `x-amz-date`, `x-amz-security-token` where there is one, and `authorization` (AWS4-HMAC-SHA256).
/// All headers that it already has are signed, so none of them may change afterwards. Pure: the time is in `scope`.
HttpRequest sigV4Signed(HttpRequest request, const AwsCredentials& credentials, const SigV4Scope& scope);

} // namespace assay
