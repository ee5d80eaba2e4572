// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/usage.h"
#include "core/support/money.h"
#include "core/support/result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>
#include <variant>

namespace assay {

/// Why the model stopped, in OpenAI's words, which the field uses.
enum class FinishReason : std::uint8_t { Stop, Length, ToolCalls, ContentFilter, Error, Other };
QLatin1StringView finishReasonName(FinishReason reason);
std::optional<FinishReason> finishReasonFromName(QStringView name);

/// Who really answers: sent once, as soon as the answer says so.
struct Served {
    QString model; ///< the model id the answer names
    QString responseId;
    QString provider; ///< for routers that name the upstream they chose
    QString fingerprint{}; ///< the provider's name for the build that answers
    friend bool operator==(const Served&, const Served&) = default;
};
struct TextDelta {
    QString text;
    friend bool operator==(const TextDelta&, const TextDelta&) = default;
};
struct ReasoningDelta {
    QString text;
    QString signature; ///< opaque, complete when present
    friend bool operator==(const ReasoningDelta&, const ReasoningDelta&) = default;
};
/// Part of a tool call. `id` and `name` come with the first part of an `index`; `arguments` parts are concatenated.
struct ToolCallDelta {
    int index = 0;
    QString id;
    QString name;
    QString arguments;
    QString signature;
    friend bool operator==(const ToolCallDelta&, const ToolCallDelta&) = default;
};
struct RefusalDelta {
    QString text;
    friend bool operator==(const RefusalDelta&, const RefusalDelta&) = default;
};
/// Normalised usage. Streams may report more than once; each report replaces the one before.
struct UsageReport {
    Usage usage;
    std::optional<Money> reportedCost; ///< what the provider says the whole call cost
    QByteArray raw; ///< the provider's usage object as it came
    bool disagrees = false; ///< the provider's own total does not match the sum of the classes
    friend bool operator==(const UsageReport&, const UsageReport&) = default;
};
/// The provider's own terminal event: without it the answer is truncated.
struct Finished {
    FinishReason reason = FinishReason::Stop;
    QString native;
    friend bool operator==(const Finished&, const Finished&) = default;
};
/// An error that the provider sent inside the answer, or an answer we cannot read. Always the last event.
/// It is an event and not a failed call, so that the text before it in the same bytes is never lost.
struct StreamFailed {
    Error error;
    friend bool operator==(const StreamFailed&, const StreamFailed&) = default;
};

using StreamEvent
    = std::variant<TextDelta, ReasoningDelta, ToolCallDelta, RefusalDelta, Served, UsageReport, Finished, StreamFailed>;

/// Does this event carry output, so that the lane is committed to this answer (time to first token)?
bool isOutput(const StreamEvent& event);

} // namespace assay
