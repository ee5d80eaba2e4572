// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/spend/spendtiles.h"

#include "ui/spend/figuretile.h"
#include "ui/text/formats.h"
#include "ui/text/spendtext.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

SpendTiles::SpendTiles(QWidget* parent)
    : QWidget(parent)
    , m_total(new FigureTile({}, this))
    , m_projection(new FigureTile(tr("Likely in the end"), this))
    , m_caches(new FigureTile(tr("Saved by caches"), this))
    , m_overhead(new FigureTile(tr("Overhead"), this))
    , m_answers(new FigureTile(tr("Per completed answer"), this))
    , m_unpriced(new FigureTile(tr("Without a price"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::page);
    const std::pair<FigureTile*, QString> named[]
        = {{m_total, u"tileTotal"_s}, {m_projection, u"tileProjection"_s}, {m_caches, u"tileCaches"_s},
            {m_overhead, u"tileOverhead"_s}, {m_answers, u"tileAnswers"_s}, {m_unpriced, u"tileUnpriced"_s}};
    for (const auto& [tile, name] : named) {
        tile->setObjectName(name);
        row->addWidget(tile, 1);
    }
    connect(m_unpriced, &FigureTile::clicked, this, [this] {
        if (m_unpriced->focusPolicy() != Qt::NoFocus)
            Q_EMIT unpricedWanted();
    });
}

void SpendTiles::setReport(const SpendReport& report, const SpendPeriod& period)
{
    const Formats formats;
    const auto& total = report.figures.total;
    m_total->setName(period.title());
    QStringList parts{tr("%1 calls").arg(formats.exactCount(total.calls))};
    if (total.unpriced > 0)
        parts.prepend(tr("+ %1 unpriced").arg(formats.exactCount(total.unpriced)));
    if (total.simulatedCalls > 0)
        parts.append(tr("%1 simulated").arg(formats.exactCount(total.simulatedCalls)));
    const bool isUnknown = total.calls > 0 && total.calls == total.unpriced;
    m_total->setFigure(isUnknown ? tr("not known") : formats.sum(total.known), parts.join(u", "_s));
    showProjection(report, period);
    showCaches(report.figures);
    showOverhead(report.figures);
    showAnswers(report.figures);
    showUnpriced(report.figures);
}

void SpendTiles::showProjection(const SpendReport& report, const SpendPeriod& period)
{
    const Formats formats;
    const QDate today = report.request.today;
    m_projection->setName(tr("Likely by %1").arg(QLocale().toString(period.to().addDays(-1), tr("d MMM"))));
    if (today >= period.to())
        return m_projection->setFigure(tr("over"), tr("the period has ended"));
    if (today < period.from())
        return m_projection->setFigure(u"–"_s, tr("the period has not begun"));
    const auto range = projectionOf(report);
    if (!range) {
        return m_projection->setFigure(
            tr("too early to say"), tr("%1 of %2 full days").arg(report.fullDays.size()).arg(kFewestDaysToProject));
    }
    m_projection->setFigure(tr("%1 – %2").arg(formats.sum(range->low), formats.sum(range->high)),
        tr("%1\u2009% range, from %2 days").arg(kProjectionPercent).arg(range->days));
}

void SpendTiles::showCaches(const SpendFigures& figures)
{
    const Formats formats;
    const QString unknown = figures.unsaved == 0 ? tr("against the full input price")
        : figures.unsaved == 1                   ? tr("not known for 1 call")
                               : tr("not known for %1 calls").arg(formats.exactCount(figures.unsaved));
    if (figures.cacheSaved.isZero() && figures.unsaved > 0)
        m_caches->setFigure(tr("not known"), unknown);
    else
        m_caches->setFigure(formats.sum(figures.cacheSaved), unknown);
}

void SpendTiles::showOverhead(const SpendFigures& figures)
{
    const Formats formats;
    const qint64 total = figures.total.known.pico();
    if (total <= 0)
        return m_overhead->setFigure(formats.sum(figures.overhead), tr("judging and retries"));
    const auto share = static_cast<double>(figures.overhead.pico()) / static_cast<double>(total);
    m_overhead->setFigure(tr("%1\u2009%").arg(QLocale().toString(share * 100, 'f', share < 0.1 ? 1 : 0)),
        tr("%1 judging, %2 retries").arg(formats.sum(figures.judging), formats.sum(figures.retries)));
}

void SpendTiles::showAnswers(const SpendFigures& figures)
{
    const Formats formats;
    const QString count = tr("n = %1").arg(formats.exactCount(figures.answers));
    if (!figures.perAnswer || (figures.total.known.isZero() && figures.total.unpriced > 0))
        return m_answers->setFigure(u"–"_s, figures.answers > 0 ? tr("no price known") : tr("no completed answer"));
    m_answers->setFigure(formats.cost(*figures.perAnswer),
        figures.total.unpriced > 0 ? tr("at least, %1").arg(count) : tr("all costs, %1").arg(count));
}

void SpendTiles::showUnpriced(const SpendFigures& figures)
{
    const Formats formats;
    const qint64 count = figures.total.unpriced;
    m_unpriced->setClickable(count > 0);
    if (count == 0)
        return m_unpriced->setFigure(tr("none"), tr("every call has a price"));
    m_unpriced->setFigure(
        count == 1 ? tr("1 call") : tr("%1 calls").arg(formats.exactCount(count)), tr("in no sum; show them"), true);
}

} // namespace assay
