// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <optional>

namespace assay {

/// Is this endpoint safe to store and to send a key to? Checks id, address, dialect name, variables, pattern, headers
/// and query items. Fails with InvalidRequest; the detail is one sentence that says what to do.
Result<void> validateEndpoint(const Endpoint& endpoint);

/// Characters a-z 0-9 . _ -, at most 64 of them, beginning with a letter or a digit.
bool isEndpointId(QStringView id);

/// The id of the endpoint whose keys look like this one, by `keyPattern`: of several that match, the one whose pattern
/// begins with the longest fixed text. Nothing when none matches, or when two are equally specific. White space around
/// the key is ignored.
std::optional<QString> providerForKey(QStringView pastedKey, const QList<Endpoint>& endpoints);

} // namespace assay
