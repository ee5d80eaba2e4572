// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/runnotice.h"

#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

RunNotice RunNotices::ended(const RunRecord& run, Content content)
{
    if (content == Content::Blind)
        return {tr("The answers are ready"), tr("They wait for your vote.")};
    const auto complete = static_cast<int>(std::ranges::count(run.lanes, LaneState::Complete, &LaneRecord::state));
    const int all = static_cast<int>(run.lanes.size());
    RunNotice notice;
    notice.title = complete == all ? tr("The answers are ready") : tr("The run has ended");
    const QString plain
        = tr("%1 of %n answers complete after %2", nullptr, all).arg(complete).arg(Formats().duration(run.duration));
    if (content == Content::Plain) {
        notice.body = plain;
        return notice;
    }
    QStringList models;
    SpendTotal total;
    bool simulated = true;
    for (const LaneRecord& lane : run.lanes) {
        models.append(lane.model.model);
        simulated = simulated && lane.simulated;
        if (lane.cost.amount && !lane.simulated)
            total.known = total.known.plus(*lane.cost.amount).value_or(total.known);
        else if (!lane.simulated && !lane.local)
            ++total.unpriced;
    }
    notice.body = plainQuote(run.prompt, 80) + u'\n' + models.join(u", "_s) + u'\n' + plain;
    if (!simulated)
        notice.body += u" · "_s + Formats().spend(total);
    return notice;
}

} // namespace assay
