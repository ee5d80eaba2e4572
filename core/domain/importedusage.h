// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/usage.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace assay {

/// How far one file of a source was read.
struct ImportFile {
    QString path; ///< absolute
    qint64 device = 0;
    qint64 inode = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0; ///< since 1970 UTC
    qint64 readTo = 0; ///< behind the last whole line that was read
    qint64 lines = 0; ///< in those bytes
    qint64 badLines = 0; ///< among them
    QByteArray checkSum; ///< tells whether those bytes are still the same
    QByteArray state; ///< what the reader of this format needs to go on from there
    friend bool operator==(const ImportFile&, const ImportFile&) = default;
};

/// What messages are summed by. The id is unique within its source.
struct ImportGroup {
    qint64 id = 0;
    QString provider;
    QString model;
    QString project; ///< folder the tool worked in, or project or workspace of an export; empty: unknown
    QString session; ///< empty: unknown
    friend bool operator==(const ImportGroup&, const ImportGroup&) = default;
};

/// Sums of messages. As what is added to a roll-up they may be negative, when a message is replaced by its later copy.
struct ImportSum {
    qint64 messages = 0;
    qint64 unpriced = 0; ///< messages whose cost nobody knows
    qint64 estimated = 0; ///< messages whose price had to be borrowed or guessed
    qint64 pico = 0; ///< known cost, pico-dollars
    qint64 reported = 0; ///< messages or rows that carried a cost of their own
    qint64 reportedPico = 0; ///< the sum of those
    std::array<qint64, kUsageClassCount> tokens{};

    ImportSum& operator+=(const ImportSum& other) { return add(other, 1); }
    ImportSum& operator-=(const ImportSum& other) { return add(other, -1); }
    bool isZero() const { return *this == ImportSum(); }
    friend bool operator==(const ImportSum&, const ImportSum&) = default;

private:
    ImportSum& add(const ImportSum& other, qint64 sign)
    {
        messages += sign * other.messages;
        unpriced += sign * other.unpriced;
        estimated += sign * other.estimated;
        pico += sign * other.pico;
        reported += sign * other.reported;
        reportedPico += sign * other.reportedPico;
        for (std::size_t i = 0; i < tokens.size(); ++i)
            tokens[i] += sign * other.tokens[i];
        return *this;
    }
};

/// What is added to the roll-up of one group and quarter of an hour.
struct ImportDelta {
    qint64 slot = 0; ///< quarters of an hour since 1970-01-01 UTC
    qint64 group = 0;
    ImportSum sum;
};
inline constexpr qint64 kImportSlotMs = 900'000;

} // namespace assay
