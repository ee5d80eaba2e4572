// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/secrets/secretstore.h"
#include "core/support/redacted.h"
#include "core/support/result.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace assay {

/// A key as people paste it, made ready to be sent: white space around it is dropped. Fails with Secret when nothing is
/// left, or when a character is in it that no key has (control characters would end an HTTP header). `source` names
/// where it came from, for the sentence; the key itself is in no error.
Result<Secret> cleanedKey(QByteArrayView text, const QString& source);

/// Names under which a store keeps the key of an endpoint, best first. They hold the endpoint's scheme, host and port:
/// a key given for one address is never sent to another, also when a preset is overridden or its address edited. The
/// second name lets endpoints of one provider at one address share a key.
QStringList keyAccounts(const Endpoint& endpoint);
/// The name a key is stored under: the first of `keyAccounts`.
QString keyAccount(const Endpoint& endpoint);

/// The endpoint as stores know its nth key, n from 2 on: variables `OPENAI_API_KEY_2`, account `openai#2 …`. Only to be
/// looked up with; never to be called.
Endpoint numberedKey(const Endpoint& endpoint, int n);
/// More keys than this are not looked for.
inline constexpr int kMostKeys = 9;

/// What a store answers for endpoints that need no key; nothing where one is needed.
std::optional<FoundSecret> withoutKey(const Endpoint& endpoint);

/// Authentication, with a sentence on where the key of this endpoint can be put.
Error noKeyError(const Endpoint& endpoint);

} // namespace assay
