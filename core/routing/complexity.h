// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>

#include <cstdint>
#include <optional>

namespace assay {

enum class ComplexityTier : std::uint8_t { Simple, Medium, Complex, Reasoning };
QLatin1StringView complexityTierName(ComplexityTier tier);
std::optional<ComplexityTier> complexityTierFromName(QStringView name);

/// How hard a prompt looks, and why.
struct Complexity {
    struct Signal {
        QString name; ///< `code`, `reasoning`, …
        double value = 0; ///< −1…1
        double weight = 0;
        friend bool operator==(const Signal&, const Signal&) = default;
    };
    double score = 0; ///< Σ value · weight
    ComplexityTier tier = ComplexityTier::Simple;
    QList<Signal> signs;
    bool isForced = false; ///< two or more reasoning markers make it Reasoning whatever the score
};

/// Rules without a model call, after LiteLLM's complexity router: weights length 0.10, code 0.30, reasoning 0.25,
/// technical terms 0.25, simple beginnings 0.05 (they count against), several steps 0.03, several questions 0.02;
/// limits 0.15, 0.35, 0.60. A prompt below 15 words looks simple, one above 400 complex. Words are English.
Complexity complexityOf(const QString& prompt);

} // namespace assay
