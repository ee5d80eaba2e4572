// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"

#include <QList>
#include <QString>

namespace assay {

/// Invented price of a sandbox model, per token. Simulated money: it never enters real spend.
struct SandboxPrice {
    QString model; ///< bare name, `swift`
    Money input; ///< uncached prompt token
    Money cacheRead; ///< prompt token found in the cache
    Money output; ///< visible output token
    Money reasoning; ///< equal to `output`, so that formats which do not tell them apart cost the same
    friend bool operator==(const SandboxPrice&, const SandboxPrice&) = default;
};

/// The fixed price list, one entry per model.
inline QList<SandboxPrice> sandboxPrices()
{
    // 1 pico-dollar per token is 1 micro-dollar per million tokens.
    const auto perMillion = [](qint64 microUsd) { return Money::fromPico(microUsd); };
    const auto price = [&](const char* model, qint64 input, qint64 cacheRead, qint64 output) {
        return SandboxPrice{.model = QString::fromLatin1(model),
            .input = perMillion(input),
            .cacheRead = perMillion(cacheRead),
            .output = perMillion(output),
            .reasoning = perMillion(output)};
    };
    return {price("swift", 100'000, 25'000, 400'000), // $0.10 / $0.025 / $0.40 per million
        price("steady", 1'000'000, 100'000, 5'000'000), // $1 / $0.10 / $5
        price("thinker", 2'000'000, 500'000, 8'000'000), // $2 / $0.50 / $8
        price("flaky", 300'000, 75'000, 900'000)}; // $0.30 / $0.075 / $0.90
}

} // namespace assay
