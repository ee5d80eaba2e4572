// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/logscale.h"

#include <algorithm>
#include <cmath>

namespace assay {

LogScale::LogScale(double least, double most)
{
    const double low = std::max(least, 1e-9);
    const double high = std::max(most, low * 1.01);
    const double margin = std::max(0.06 * std::log(high / low), 0.12);
    m_low = std::log(low) - margin;
    m_high = std::log(high) + margin;
}

double LogScale::share(double value) const
{
    return std::clamp((std::log(std::max(value, 1e-9)) - m_low) / (m_high - m_low), 0.0, 1.0);
}

QList<double> LogScale::ticks() const
{
    QList<double> ticks;
    const int first = static_cast<int>(std::floor(m_low / std::log(10.0)));
    const int last = static_cast<int>(std::ceil(m_high / std::log(10.0)));
    const bool wide = last - first > 4;
    for (int power = first; power <= last; ++power) {
        for (const double step : {1.0, 2.0, 5.0}) {
            const double value = step * std::pow(10.0, power);
            const double at = std::log(value);
            if (at > m_low && at < m_high && (!wide || step == 1.0))
                ticks.append(value);
        }
    }
    return ticks;
}

} // namespace assay
