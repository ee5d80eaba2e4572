// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/spendlane.h"

#include "core/history/rows.h"

using namespace Qt::StringLiterals;

namespace assay {

QString spendLaneColumns()
{
    return u"l.seq, r.at_us, r.surface, r.project, b.key_id, b.purpose, b.tags,"
           " l.provider, l.model, l.served_by, l.upstream_provider, l.simulated, l.local, l.state,"
           " l.input, l.cache_read, l.cache_write, l.cache_write_1h, l.input_audio, l.input_image, l.input_video,"
           " l.cache_read_audio, l.output, l.reasoning, l.citation, l.output_audio, l.output_image, l.web_search,"
           " l.cost_state, l.cost_pico, l.reported_pico, l.price_revision, l.cost_note"_s;
}

SpendLane readSpendLane(RowReader& row)
{
    SpendLane out;
    out.seq = row.integer();
    out.at = row.integer();
    out.run.surface = row.text();
    out.run.project = row.text();
    out.run.key = row.text();
    out.run.purpose = runPurposeFromName(row.text()).value_or(RunPurpose::Answer);
    out.run.tags = tagsFromText(row.text());
    out.lane.model.provider = row.text();
    out.lane.model.model = row.text();
    out.lane.servedBy = row.text();
    out.lane.upstreamProvider = row.text();
    out.lane.simulated = row.flag();
    out.lane.local = row.flag();
    out.lane.state = row.laneState();
    out.lane.usage = row.usage();
    out.lane.cost = row.cost();
    return out;
}

} // namespace assay
