// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/cost.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace assay {

QLatin1StringView costStateName(CostState state)
{
    switch (state) {
    case CostState::Reported: return "reported"_L1;
    case CostState::Computed: return "computed"_L1;
    case CostState::Estimated: return "estimated"_L1;
    case CostState::Unknown: return "unknown"_L1;
    }
    std::unreachable();
}

std::optional<CostState> costStateFromName(QStringView name)
{
    for (const auto state : {CostState::Reported, CostState::Computed, CostState::Estimated, CostState::Unknown}) {
        if (name == costStateName(state))
            return state;
    }
    return std::nullopt;
}

} // namespace assay
