// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/endpoint.h"
#include "core/domain/model.h"
#include "core/domain/run.h"

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

    QString displayName() const { return name.isEmpty() ? ref.model : name; }
    QString displayProvider() const;
    friend bool operator==(const ModelChoice&, const ModelChoice&) = default;
};

inline constexpr int kMaximumLanes = 24;

/// What the person typed for all lanes.
struct Prompt {
    QString text;
    QString system; ///< empty: no system message
};

/// The run that asks every lane the same. The id is new.
RunSpec makeRunSpec(const QList<ModelChoice>& lanes, const Prompt& prompt, const QString& project);

/// The choices of `wanted` in that order; references nobody offers are left out.
QList<ModelChoice> chooseModels(const QList<ModelRef>& wanted, const QList<ModelChoice>& offered);

} // namespace assay
