// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <chrono>
#include <cstdint>

namespace assay {

/// What a person can do about a lane.
enum class LaneAction : std::uint8_t { Retry, RetryNow, Stop, Continue };

/// `Error::providerCode` of a lane whose program ended before the answer did.
inline constexpr QLatin1StringView kInterrupted{"interrupted"};

/// A lane's trouble in words: what happened (`title`), what it cost and what to do (`body`). Plain text.
struct LaneNotice {
    QString title;
    QString body;
    QList<LaneAction> actions;
    bool isEmpty() const { return title.isEmpty(); }
    friend bool operator==(const LaneNotice&, const LaneNotice&) = default;
};

/// Words for errors and ends. Pure.
class ErrorSentences
{
    Q_DECLARE_TR_FUNCTIONS(assay::ErrorSentences)

public:
    /// The notice for a lane that ended; empty for one that is complete.
    static LaneNotice ended(const LaneRecord& record, const QString& provider);
    /// While a lane waits before its next attempt.
    static LaneNotice retrying(const Error& cause, const QString& provider, bool simulated);
    /// What happened, as one clause without a full stop.
    static QString whatHappened(const Error& error, const QString& provider);
    /// What it cost, as one sentence.
    static QString whatItCost(const LaneRecord& record);

    /// The answer was refused before any work: not sent, or a client error.
    static bool isUnbilled(const LaneRecord& record);
    /// The program ended before the answer did.
    static bool isInterrupted(const LaneRecord& record);

private:
    static LaneNotice cutOff(const LaneRecord& record, const QString& provider);
    static QString quote(const Error& error);
    static QString timeoutWords(const Error& error, const QString& provider);
};

/// One line of at most `limit` characters, with invisible and direction-changing characters made visible.
QString plainQuote(const QString& text, int limit = 300);

} // namespace assay
