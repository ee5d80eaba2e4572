// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/runlistview.h"

#include "ui/history/runlistmodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/lanemark.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kSide = 14;
constexpr int kMark = 11;
constexpr int kMostMarks = 8;

class Delegate final : public QStyledItemDelegate
{
public:
    explicit Delegate(RunListModel* runs, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_runs(runs)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Heights heights(option.font);
        const auto& found = m_runs->run(index.row());
        const int heading = index.data(RunListModel::HeadingRole).toString().isEmpty() ? 0 : heights.heading;
        const int snippet = found.snippet.isEmpty() ? 0 : 2 * heights.line + 2;
        return {100, heading + heights.line + snippet + heights.line + 26};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& theme = Theme::of(option.palette);
        const Heights heights(option.font);
        const auto& found = m_runs->run(index.row());
        QRect area = option.rect;
        if (const QString heading = index.data(RunListModel::HeadingRole).toString(); !heading.isEmpty()) {
            const QRect strip(area.left(), area.top(), area.width(), heights.heading);
            painter->fillRect(strip, theme.window);
            painter->setFont(roleFont(option.font, FontRole::Small));
            painter->setPen(theme.muted);
            painter->drawText(strip.adjusted(kSide, 0, -kSide, 0), Qt::AlignVCenter | Qt::AlignLeft, heading);
            painter->fillRect(QRect(strip.left(), strip.bottom(), strip.width(), 1), theme.line);
            area.setTop(strip.bottom() + 1);
        }
        const bool selected = option.state & QStyle::State_Selected;
        painter->fillRect(area, selected ? blend(theme.accent, theme.pane, 0.16) : theme.pane);
        painter->fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.line);
        if (selected)
            painter->fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.accent);
        QRect line(area.left() + kSide, area.top() + 10, area.width() - 2 * kSide, heights.line);
        paintTitle(*painter, line, option, found, m_runs->today(), theme);
        line.translate(0, heights.line + 2);
        if (!found.snippet.isEmpty()) {
            paintSnippet(*painter, QRect(line.topLeft(), QSize(line.width(), 2 * heights.line)), option, found, theme);
            line.translate(0, 2 * heights.line + 2);
        }
        paintFacts(*painter, line, option, found, theme);
    }

private:
    struct Heights {
        explicit Heights(const QFont& font)
            : line(QFontMetrics(font).height() + 2)
            , heading(QFontMetrics(font).height() + 12)
        {
        }
        int line;
        int heading;
    };

    static void paintTitle(QPainter& painter, const QRect& line, const QStyleOptionViewItem& option,
        const FoundRun& found, const QDate& today, const Theme& theme)
    {
        const QLocale locale;
        const auto at = found.run.startedAt.toLocalTime();
        const QString when = at.date() > today.addDays(-7) ? locale.toString(at.time(), u"HH:mm"_s)
                                                           : locale.toString(at.date(), u"d MMM"_s);
        painter.setFont(tabular(option.font));
        painter.setPen(theme.muted);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, when);
        const int used = painter.fontMetrics().horizontalAdvance(when) + 12;
        painter.setFont(roleFont(option.font, FontRole::BodyStrong));
        painter.setPen(found.marks.gone.isEmpty() ? theme.text : theme.muted);
        const QRect title = line.adjusted(0, 0, -used, 0);
        painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(runTitle(found), Qt::ElideRight, title.width()));
    }
    /// At most two lines, hits on the colour of hits.
    static void paintSnippet(QPainter& painter, const QRect& area, const QStyleOptionViewItem& option,
        const FoundRun& found, const Theme& theme)
    {
        QTextLayout layout(found.snippet, option.font);
        QList<QTextLayout::FormatRange> formats;
        for (const auto& match : found.matches) {
            QTextLayout::FormatRange range;
            range.start = static_cast<int>(match.start);
            range.length = static_cast<int>(match.length);
            range.format.setBackground(theme.hitBackground);
            range.format.setForeground(theme.hitText);
            formats.append(range);
        }
        layout.setFormats(formats);
        layout.beginLayout();
        double y = 0;
        for (int i = 0; i < 2; ++i) {
            auto line = layout.createLine();
            if (!line.isValid())
                break;
            line.setLineWidth(area.width());
            line.setPosition({0, y});
            y += line.height();
        }
        layout.endLayout();
        painter.setPen(theme.muted);
        painter.save();
        painter.setClipRect(area);
        layout.draw(&painter, area.topLeft());
        painter.restore();
    }
    static void paintFacts(QPainter& painter, const QRect& line, const QStyleOptionViewItem& option,
        const FoundRun& found, const Theme& theme)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        double x = line.left();
        const int marks = std::min(static_cast<int>(found.run.models.size()), kMostMarks);
        for (int lane = 0; lane < marks; ++lane) {
            paintLaneMark(painter, {x, line.center().y() - kMark / 2.0 + 0.5, kMark, kMark}, lane, theme);
            x += kMark + 6;
        }
        painter.restore();
        QStringList facts;
        if (found.run.models.size() > kMostMarks)
            facts.append(u"+%1"_s.arg(found.run.models.size() - kMostMarks));
        facts.append(runCost(found.run));
        if (found.run.models.size() == 1)
            facts.append(found.run.models.first());
        if (found.marks.starred)
            facts.append(RunListModel::tr("starred"));
        if (found.marks.votes > 0)
            facts.append(RunListModel::tr("voted"));
        if (!found.marks.tags.isEmpty())
            facts.append(found.marks.tags.join(u", "_s));
        if (found.inNote)
            facts.append(RunListModel::tr("in the note"));
        const QString text = facts.join(u"   "_s);
        const QRect rest(static_cast<int>(x) + 4, line.top(), line.right() - static_cast<int>(x) - 4, line.height());
        painter.setFont(tabular(roleFont(option.font, FontRole::Small)));
        painter.setPen(theme.muted);
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, rest.width()));
    }

    RunListModel* m_runs;
};

} // namespace

RunListView::RunListView(RunListModel* runs, QWidget* parent)
    : QListView(parent)
{
    setObjectName(u"runList"_s);
    setAccessibleName(tr("Runs"));
    setModel(runs);
    setItemDelegate(new Delegate(runs, this));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(false);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value > verticalScrollBar()->maximum() - height())
            Q_EMIT endReached();
    });
}

void RunListView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT runChosen(current.data(RunListModel::RunIdRole).toString());
}

void RunListView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace assay
