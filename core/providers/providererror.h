// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httpmessage.h"
#include "core/wire/jsonvalue.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace assay {

/// The one reading of a failed answer, for every dialect: whatever shape the body has (all JSON shapes of the
/// providers, HTML of a proxy, plain text, nothing), with the request id and the wait that headers or body name.
/// `head.status` may be 200: some servers report errors so; the kind then follows from the body.
Error errorFromBody(const HttpHead& head, QByteArrayView body);

/// An error inside an answer. `json` is the event or the line (`{"error": {…}}`), or the error object itself
/// (`{"code": …, "message": …}`). `status` is the HTTP status if it says something, else 0.
Error errorFromJson(const JsonValue& json, int status = 0);

/// An error told in other ways, such as an exception frame: `codes` are the provider's own words for it, the one to
/// show first; `status` 0 if there is none.
Error errorFromParts(const QString& message, const QStringList& codes, int status = 0);

/// Does this JSON answer, with whatever status it came, hold an error instead of output?
bool holdsError(const JsonValue& json);

} // namespace assay
