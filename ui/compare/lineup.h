// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/domain/run.h"
#include "ui/compare/lanesettings.h"

#include <QList>
#include <QString>

namespace assay {

/// A model that a lane can ask: the reference people write, the words they read, and the endpoint that serves it.
/// `endpoint.local` and `endpoint.simulated` decide the words beside its cost.
struct ModelChoice {
    ModelRef ref;
    QString name; ///< for people, "Claude Sonnet 5.5"; empty: the model id is shown
    QString provider; ///< for people, "Anthropic"; empty: the endpoint's name, then its id
    Endpoint endpoint;
    bool mayReason = false; ///< may think for minutes before the first token
    std::optional<qint64> contextTokens; ///< absent: unknown

    QString displayName() const { return name.isEmpty() ? ref.model : name; }
    QString displayProvider() const;
    friend bool operator==(const ModelChoice&, const ModelChoice&) = default;
};

inline constexpr int kMaximumLanes = 24;

/// A file that goes along with a prompt.
struct Attachment {
    QString name; ///< for people
    ContentPart part;
    friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// What the person typed for all lanes.
struct Prompt {
    QString text;
    QString system; ///< empty: no system message
    QList<Attachment> attachments;
    QString written; ///< `text` before its variables were filled in; empty: there are none
    QJsonObject values; ///< of the variables
    friend bool operator==(const Prompt&, const Prompt&) = default;
};

/// One lane of a saved line-up.
struct LineUpEntry {
    ModelRef model;
    std::optional<LaneSettings> settings; ///< absent: those of all lanes
    friend bool operator==(const LineUpEntry&, const LineUpEntry&) = default;
};

/// Lanes under a name, to be taken up again.
struct LineUp {
    QString name;
    QList<LineUpEntry> lanes;
    LaneSettings common;
    friend bool operator==(const LineUp&, const LineUp&) = default;

    QJsonObject toJson() const;
    static LineUp fromJson(const QJsonObject& object);
};

/// The choices of `wanted` in that order; references nobody offers are left out.
QList<ModelChoice> chooseModels(const QList<ModelRef>& wanted, const QList<ModelChoice>& offered);

} // namespace assay
