// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>

namespace assay {

/// Percentiles of a measured quantity over the routing window (five minutes), or, where it holds too little, of the
/// last few answers of a day; absent: too little was seen.
struct Percentiles {
    std::optional<double> p50;
    std::optional<double> p75;
    std::optional<double> p90;
    std::optional<double> p99;
    friend bool operator==(const Percentiles&, const Percentiles&) = default;
};

} // namespace assay
