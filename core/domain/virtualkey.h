// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

/// A key that the gateway gives to a tool. The key itself is shown once and kept nowhere.
struct VirtualKey {
    QString id; ///< UUIDv7
    QString name; ///< what it is for, in the user's words
    QByteArray hash; ///< SHA-256 of the key, 32 bytes
    QString hint; ///< its last four characters, to tell keys apart
    QDateTime createdAt; ///< UTC
    std::optional<QDateTime> expiresAt; ///< UTC
    bool disabled = false;
    std::optional<Money> dayLimit; ///< spend a UTC day
    std::optional<Money> weekLimit; ///< … a week that begins on Monday, UTC
    std::optional<Money> monthLimit; ///< … a calendar month, UTC
    QStringList models; ///< `provider/model`, `*` at the end stands for anything; empty: all
    QStringList providers; ///< endpoint ids; empty: all
    bool lent = false; ///< came by a key that the user's own program was lent: the call is a test
    friend bool operator==(const VirtualKey&, const VirtualKey&) = default;
};

/// What a key has spent in the periods that run now.
struct KeySpend {
    Money day;
    Money week;
    Money month;
    friend bool operator==(const KeySpend&, const KeySpend&) = default;
};

} // namespace assay
