// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace assay {

/// What a format appends to a base address.
struct PathRule {
    QString path; ///< with a leading slash
    QString version; ///< segment put before it where the base names no version (`v1`); empty: none
    QStringList tails; ///< paths that people paste with the base and that are cut off (`/chat/completions`)
    friend bool operator==(const PathRule&, const PathRule&) = default;
};

/// The address of a call: the base as typed (with or without its version, slashes too many, a pasted tail), then the
/// endpoint's own path where it has one (`ownPath`, in which `{model}` is replaced), else the rule's; then the
/// endpoint's query items. Fails with InvalidRequest if the base is no http address.
Result<QUrl> endpointAddress(
    const Endpoint& endpoint, const PathRule& rule, const QString& ownPath, const QString& model);

/// The header that carries the key, marked secret, and the endpoint's fixed headers. No key, no key header. Fails with
/// InvalidRequest for AwsSigV4, which signs whole requests, and with Secret for a key that no header can hold.
Result<QList<HttpHeader>> endpointHeaders(const EndpointAccess& access);

/// Does the endpoint's host lie in this domain?
bool isHostedAt(const Endpoint& endpoint, QLatin1StringView domain);
bool isOfDomain(QStringView host, QLatin1StringView domain);

} // namespace assay
