// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"
#include "core/wire/httpmessage.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace assay {

/// A place in an answer: after N bytes of the body, after N events, or after a share of the output tokens.
struct FaultPoint {
    enum class Unit : std::uint8_t { Bytes, Events, PerMille };
    Unit unit = Unit::Events;
    qint64 value = 0;
    friend bool operator==(const FaultPoint&, const FaultPoint&) = default;
};

/// A change to an answer that otherwise starts well.
struct StreamFault {
    struct Cut {
        FaultPoint at;
        bool reset = false;
        friend bool operator==(const Cut&, const Cut&) = default;
    };
    struct Stall {
        qint64 afterEvent = 0;
        std::optional<std::chrono::milliseconds> length; ///< absent: for ever
        friend bool operator==(const Stall&, const Stall&) = default;
    };
    struct Drip {
        qint64 bytes = 1;
        std::chrono::milliseconds every{1};
        friend bool operator==(const Drip&, const Drip&) = default;
    };
    std::chrono::milliseconds delay{0}; ///< before the head
    std::chrono::milliseconds firstEventDelay{0}; ///< between head and body
    std::optional<Stall> stall;
    std::optional<Cut> cut;
    std::optional<qint64> malformedEvent; ///< 1-based
    std::optional<qint64> errorAfterEvent; ///< an error of the format's own shape inside the 200 answer
    QString errorMessage;
    std::optional<Drip> drip;
    QByteArray contentType; ///< replaces the right one; empty: no change
    bool omitUsage = false;
    friend bool operator==(const StreamFault&, const StreamFault&) = default;
};

/// An answer that takes the place of the model's.
struct ReplacedAnswer {
    enum class Kind : std::uint8_t { Status, Html, Redirect, Reset };
    Kind kind = Kind::Status;
    int status = 500;
    std::optional<QByteArray> body; ///< absent: an error in the format's own shape
    QString message;
    QByteArray location; ///< with Redirect
    friend bool operator==(const ReplacedAnswer&, const ReplacedAnswer&) = default;
};

struct Fault {
    std::optional<ReplacedAnswer> replacement;
    StreamFault stream;
    QList<HttpHeader> headers; ///< added to the answer, `retry-after` for example
    std::optional<bool> billed; ///< overrides whether the request is on the bill
    friend bool operator==(const Fault&, const Fault&) = default;
};

struct ScenarioRule {
    QString model; ///< bare name; empty: any
    QString path; ///< part of the request path; empty: any
    QString format; ///< dialect id; empty: any
    std::optional<qint64> nth; ///< only the nth request that fits the three above, 1-based
    std::optional<qint64> every; ///< every nth of them
    std::optional<qint64> first; ///< the first n of them
    std::optional<double> probability; ///< decided by the seed
    Fault fault;
    friend bool operator==(const ScenarioRule&, const ScenarioRule&) = default;
};

/// What goes wrong when, as a value. The first rule that fits a request decides; a rule whose `do` is empty makes the
/// request go well, even with a model that is flaky by nature.
///
///     {"seed": 7, "rules": [{
///        "match": {"model": "swift", "path": "/v1/messages", "format": "anthropic",
///                  "nth": 2 | "every": 3 | "first": 2, "probability": 0.25},
///        "do": {
///          "status": 429, "body": {…} or "text", "message": "…", "headers": {"retry-after": "2"},
///          "html": 502,                              an HTML page, as a proxy sends it
///          "redirect": "http://…"  (status 307, or "status")
///          "reset": true,                            TCP reset after the request was read
///          "delayMs": 100, "firstEventDelayMs": 200,
///          "stall": {"afterEvent": 3, "ms": 500},    without ms: for ever
///          "cut": {"atByte": 100 | "atEvent": 3 | "atFraction": 0.55, "how": "close" | "reset"},
///          "malformed": {"atEvent": 2},              1-based
///          "errorInStream": {"afterEvent": 2, "message": "…"},
///          "slowDrip": {"bytes": 1, "everyMs": 10},
///          "noUsage": true, "contentType": "text/plain", "billed": true}}]}
///
/// Bytes are those of the body before transfer coding. All times are real, whatever the server's pace.
struct Scenario {
    quint64 seed = 0;
    QList<ScenarioRule> rules;
    friend bool operator==(const Scenario&, const Scenario&) = default;

    /// Fails with InvalidRequest; the detail names the place, `rules[0].do.cut: …`. Unknown keys are errors.
    static Result<Scenario> fromJson(QByteArrayView json);
};

/// A scenario being played: counts the requests that fit each rule.
class ScenarioRun
{
public:
    ScenarioRun() = default;
    explicit ScenarioRun(Scenario scenario)
        : m_scenario(std::move(scenario))
    {
    }

    /// What happens to the next request of this kind; nothing if no rule fits.
    std::optional<Fault> next(const QString& model, const QString& path, const QString& format);

private:
    bool fits(qsizetype rule, qint64 count) const;

    Scenario m_scenario;
    QHash<qsizetype, qint64> m_counts;
};

} // namespace assay
