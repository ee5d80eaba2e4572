// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/threadplace.h"
#include "core/support/result.h"

#include <QJsonObject>

#include <functional>

namespace assay {

/// Where the bytes of attachments go instead of into the JSON: takes them, gives the name under which they are kept.
using KeepBytes = std::function<QString(const QByteArray&)>;
/// The bytes kept under a name; nothing if they are gone.
using FetchBytes = std::function<std::optional<QByteArray>(const QString&)>;

/// A request as the ledger keeps it: messages, parameters, tools, format, passthrough; no endpoint and no key. Values
/// of passthrough members whose names are those of secrets (`api_key`, `authorization`, …) are replaced.
/// Without `keep` attachments stand in it as base64.
QJsonObject requestToJson(const ChatRequest& request, const KeepBytes& keep = {});

/// The way back. InvalidRequest naming what is missing or unknown. Without the secrets that were replaced
/// `requestFromJson(requestToJson(r)) == r`.
Result<ChatRequest> requestFromJson(const QJsonObject& object, const FetchBytes& fetch = {});

/// Is this the name of something that must not be stored?
bool isSecretName(QAnyStringView name);

} // namespace assay
