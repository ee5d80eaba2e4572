// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendtypes.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

QLatin1StringView spendGroupingName(SpendGrouping grouping)
{
    switch (grouping) {
    case SpendGrouping::Day: return "day"_L1;
    case SpendGrouping::Provider: return "provider"_L1;
    case SpendGrouping::Model: return "model"_L1;
    case SpendGrouping::Project: return "project"_L1;
    case SpendGrouping::Surface: return "surface"_L1;
    case SpendGrouping::Endpoint: return "endpoint"_L1;
    case SpendGrouping::Key: return "key"_L1;
    case SpendGrouping::Tag: return "tag"_L1;
    case SpendGrouping::Purpose: return "purpose"_L1;
    }
    std::unreachable();
}

std::optional<SpendGrouping> spendGroupingFromName(QStringView name)
{
    for (int i = 0; i <= static_cast<int>(SpendGrouping::Purpose); ++i) {
        const auto grouping = static_cast<SpendGrouping>(i);
        if (name == spendGroupingName(grouping))
            return grouping;
    }
    return std::nullopt;
}

} // namespace assay
