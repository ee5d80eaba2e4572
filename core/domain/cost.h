// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/usage.h"
#include "core/support/money.h"

#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace assay {

/// How a cost is known. In order of trust.
enum class CostState : std::uint8_t {
    Reported, ///< the provider said so
    Computed, ///< reported usage × dated price
    Estimated, ///< own token count, or a rate was missing and its documented fallback is not certain
    Unknown, ///< no price or no usage: shown in words, never as zero
};
QLatin1StringView costStateName(CostState state);
std::optional<CostState> costStateFromName(QStringView name);

/// One class of a cost: units × rate.
struct CostLine {
    QString usageClass; ///< rate name of the catalogue, or `request`
    qint64 units = 0;
    Money perUnit;
    Money amount;
    friend bool operator==(const CostLine&, const CostLine&) = default;
};

struct Cost {
    CostState state = CostState::Unknown;
    std::optional<Money> amount; ///< absent exactly when the state is Unknown
    /// Both or neither, low ≤ amount ≤ high: what an amount that we counted ourselves may really be.
    std::optional<Money> low;
    std::optional<Money> high;
    std::optional<Money> reported; ///< kept beside what we computed
    QList<CostLine> lines;
    QString priceRevision; ///< `catalogue date/period`, so that the figure can be explained later
    QString note; ///< why it is unknown, or why reported and computed differ; for people, untranslated code word
    friend bool operator==(const Cost&, const Cost&) = default;
};

} // namespace assay
