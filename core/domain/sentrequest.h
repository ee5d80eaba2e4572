// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <cstdint>
#include <utility>

namespace assay {

/// One request as it left, so that the very same can be sent again: its body byte by byte and its headers, without
/// those that carry a key.
struct SentRequest {
    QString dialect; ///< format of the body
    QByteArray url; ///< encoded; where it went, to be compared: a key is never sent to an address out of the ledger
    QList<std::pair<QByteArray, QByteArray>> headers; ///< none that holds a key or a signature
    QByteArray body;
    bool stream = true; ///< the answer was asked for as a stream
    bool isRedacted = false; ///< a secret stood in it and was taken out: it cannot be sent again
    friend bool operator==(const SentRequest&, const SentRequest&) = default;
};

/// The lane that a lane repeats.
struct LaneOrigin {
    QString run;
    int lane = 0;
    friend bool operator==(const LaneOrigin&, const LaneOrigin&) = default;
};

/// May a header of this name be kept? Not those that hold keys, signatures or cookies, or belong to one connection.
bool isKeptHeader(QByteArrayView name);

/// Which members count as secrets where their value is a text.
enum class SecretNames : std::uint8_t {
    Certain, ///< `api_key`, `authorization`, `client_secret`, …
    All, ///< `key` and `token` too, which are common words in tool calls
};
/// Takes the values of such members out of a JSON text, without reading it as JSON. True if there were any.
std::pair<QByteArray, bool> withoutSecretMembers(const QByteArray& json, SecretNames names);

/// The body stands in it as text where it is UTF-8, else as base64.
QJsonObject toJson(const SentRequest& sent);
/// The way back. Headers that must not be kept are left out.
SentRequest sentRequestFromJson(const QJsonObject& object);

} // namespace assay
