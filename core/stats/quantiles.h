// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QtTypes>

#include <optional>

namespace assay {

/// A quantile with its 95 % interval.
struct Quantile {
    double value = 0;
    std::optional<double> low; ///< absent: too few values for a limit on this side
    std::optional<double> high;
    friend bool operator==(const Quantile&, const Quantile&) = default;
};

/// Quantile `q` of rising values: linear between the two next to it (type 7 of Hyndman and Fan 1996). Limits are order
/// statistics by the binomial distribution, which assume nothing about its shape; a two-sided 95 % limit of the
/// 95th percentile exists from 72 values on.
Quantile quantileOf(const QList<double>& rising, double q);

/// Share k of n with its 95 % Wilson interval.
struct Share {
    qint64 k = 0;
    qint64 n = 0;
    double value = 0;
    double low = 0;
    double high = 1;
};
Share shareOf(qint64 k, qint64 n);

} // namespace assay
