// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/livetable.h"

#include "app/cli/lanetext.h"
#include "app/cli/output.h"

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

int terminalWidth()
{
    winsize size = {};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

LiveTable::LiveTable(const RunSpec& run)
{
    for (const auto& spec : run.lanes) {
        LaneRecord lane;
        lane.index = static_cast<int>(m_lanes.size());
        lane.model = spec.model;
        lane.simulated = !spec.endpoints.isEmpty() && spec.endpoints.first().simulated;
        m_lanes.append(lane);
    }
    m_timer.setInterval(100);
    connect(&m_timer, &QTimer::timeout, this, &LiveTable::draw);
}

LiveTable::~LiveTable() = default;

void LiveTable::show()
{
    m_shown = true;
    m_clock.start();
    m_timer.start();
    draw();
}

void LiveTable::hide()
{
    m_timer.stop();
    if (m_shown)
        draw();
    m_shown = false;
}

void LiveTable::setState(int lane, LaneState state)
{
    m_lanes[lane].state = state;
}

void LiveTable::addEvents(const QList<std::pair<int, StreamEvent>>& events)
{
    for (const auto& [index, event] : events) {
        auto& lane = m_lanes[index];
        if (const auto* delta = std::get_if<TextDelta>(&event))
            lane.text += delta->text;
        if (isOutput(event) && !lane.timing.firstToken && m_clock.isValid())
            lane.timing.firstToken = std::chrono::milliseconds(m_clock.elapsed());
    }
}

void LiveTable::setRecord(const LaneRecord& record)
{
    m_lanes[record.index] = record;
}

void LiveTable::draw()
{
    const int width = terminalWidth();
    QString screen;
    if (m_drawnLines > 0)
        screen += u"\x1b[%1A"_s.arg(m_drawnLines);
    m_drawnLines = 0;
    for (const auto& lane : std::as_const(m_lanes)) {
        QStringList cells = laneRow(lane);
        for (auto& cell : cells)
            cell = out::oneLine(cell);
        cells[1] = cells[1].leftJustified(24);
        cells[2] = cells[2].leftJustified(13);
        cells[3] = cells[3].rightJustified(9);
        cells[4] = cells[4].rightJustified(9);
        QString text = cells.join(u"  "_s);
        if (!isTerminal(lane.state)) {
            const auto room = std::max<qsizetype>(0, width - text.size() - 3);
            text += u"  "_s + out::oneLine(QString(lane.text).replace(u'\n', u' ').right(room)).right(room);
        }
        screen += u"\r\x1b[K"_s + text.left(width - 1) + u'\n';
        ++m_drawnLines;
    }
    const QByteArray bytes = screen.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

} // namespace assay
