// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/routepanel.h"

#include "ui/text/formats.h"
#include "ui/text/routesentences.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kColumns = 5;
constexpr int kWords = 2; // the column of why and what came of it: takes the rest, and wraps
constexpr int kTallest = 210; // of the opened part; more is scrolled

QString timeText(const AttemptRecord& attempt)
{
    return attempt.timing.total ? Formats().duration(*attempt.timing.total) : QString();
}

} // namespace

RoutePanel::RoutePanel(QWidget* parent)
    : QWidget(parent)
    , m_head(new QToolButton(this))
    , m_area(new QScrollArea(this))
    , m_body(new QWidget)
    , m_grid(new QGridLayout(m_body))
{
    setObjectName(u"route"_s);
    m_head->setObjectName(u"routeToggle"_s);
    m_head->setAutoRaise(true);
    m_head->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_head->setIconSize(QSize(12, 12));
    m_head->setFont(roleFont(font(), FontRole::Small));
    m_head->setFocusPolicy(Qt::TabFocus);
    m_grid->setContentsMargins(space::badge, 0, space::badge, space::badge);
    m_grid->setHorizontalSpacing(space::page);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(kWords, 1);
    m_area->setObjectName(u"routeBody"_s);
    m_area->setWidget(m_body);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_area->setMaximumHeight(kTallest);
    m_area->setFocusPolicy(Qt::StrongFocus);
    m_area->setAccessibleName(tr("How this answer was routed"));
    m_area->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    new FocusRing(this, m_area);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::page, space::badge, space::page, 0);
    layout->setSpacing(2);
    layout->addWidget(m_head, 0, Qt::AlignLeft);
    layout->addWidget(m_area);
    connect(m_head, &QToolButton::clicked, this, [this] { setOpen(!isOpen()); });
    reset();
}

void RoutePanel::reset()
{
    m_hasRecord = false;
    m_record = {};
    setOpen(false);
    updateShown();
}

void RoutePanel::setRecord(const LaneRecord& record)
{
    m_record = record;
    m_hasRecord = !record.attempts.isEmpty();
    const QString words = RouteSentences::outcome(record);
    m_head->setText(words);
    m_head->setAccessibleName(words);
    if (isOpen())
        fill();
    updateShown();
}

void RoutePanel::setConcealed(bool concealed)
{
    m_isConcealed = concealed;
    updateShown();
}

void RoutePanel::updateShown()
{
    setVisible(m_hasRecord && !m_isConcealed);
}

bool RoutePanel::isOpen() const
{
    return m_area->isVisibleTo(this);
}

void RoutePanel::setOpen(bool open)
{
    if (open)
        fill();
    m_area->setVisible(open);
    m_head->setIcon(themeIcon(open ? u"arrow-down"_s : u"arrow-right"_s, IconColour::Muted));
    m_head->setAccessibleDescription(open ? tr("Expanded") : tr("Collapsed"));
    m_head->setToolTip(open ? tr("Hide how this answer was routed") : tr("Show how this answer was routed"));
}

void RoutePanel::addHeading(const QString& text)
{
    auto* label = new PlainLabel(text, m_body);
    label->setRole(FontRole::SmallStrong, &Theme::muted);
    label->setWordWrap(true);
    m_told.append(text);
    m_grid->addWidget(label, m_grid->rowCount(), 0, 1, kColumns);
}

void RoutePanel::addRow(const QStringList& cells, RowKind kind)
{
    const int row = m_grid->rowCount();
    QColor Theme::* const colour = kind == RowKind::Plain ? &Theme::text : &Theme::muted;
    for (int column = 0; column < cells.size(); ++column) {
        if (cells.at(column).isEmpty())
            continue;
        auto* label = new PlainLabel(cells.at(column), m_body);
        label->setRole(kind == RowKind::Head ? FontRole::Caption : FontRole::Small, colour);
        if (kind != RowKind::Head)
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setWordWrap(column == kWords);
        const auto side = column > kWords ? Qt::AlignRight | Qt::AlignTop
            : column == kWords            ? Qt::AlignTop // as wide as the column, so that it wraps
                                          : Qt::AlignLeft | Qt::AlignTop;
        m_grid->addWidget(label, row, column, side);
    }
    if (kind != RowKind::Head) {
        QStringList told = cells;
        told.removeAll(QString());
        m_told.append(told.join(u", "_s));
    }
}

void RoutePanel::addAttempts()
{
    const Formats formats;
    addHeading(tr("Attempts"));
    addRow({{}, tr("Endpoint"), tr("Result"), tr("Time"), tr("Cost")}, RowKind::Head);
    int number = 1;
    for (const auto& attempt : std::as_const(m_record.attempts)) {
        const bool elsewhere = !attempt.model.isEmpty() && attempt.model != m_record.model.model;
        addRow({QString::number(number++), attempt.endpoint,
                   elsewhere ? tr("%1, as %2").arg(RouteSentences::result(attempt), attempt.model)
                             : RouteSentences::result(attempt),
                   timeText(attempt), attempt.cost.amount ? formats.cost(*attempt.cost.amount) : tr("unknown")},
            attempt.error ? RowKind::Faint : RowKind::Plain);
    }
}

void RoutePanel::addCandidates()
{
    const RouteTrace& route = m_record.route;
    if (route.isEmpty()) {
        addHeading(tr("This lane was pinned to its endpoint; there was nothing to choose."));
        return;
    }
    addHeading(route.fallbacks ? tr("Candidates") : tr("Candidates, without fallbacks"));
    if (const QString order = RouteSentences::order(route); !order.isEmpty())
        addHeading(order);
    addRow({{}, tr("Endpoint"), tr("Why"), {}, tr("Expected")}, RowKind::Head);
    for (const auto& option : route.options) {
        addRow({option.position ? QString::number(*option.position + 1) : u"–"_s, option.endpoint,
                   option.included ? RouteSentences::reason(option) : tr("out: %1").arg(RouteSentences::reason(option)),
                   {}, option.price ? Formats().cost(*option.price) : tr("unknown")},
            option.included ? RowKind::Plain : RowKind::Faint);
    }
}

void RoutePanel::fill()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_told.clear();
    for (const auto& note : m_record.route.notes)
        addHeading(note);
    addAttempts();
    addCandidates();
    m_area->setAccessibleDescription(m_told.join(u". "_s)); // read as one when the part has the focus
    fit();
}

/// As high as its rows at this width.
void RoutePanel::fit()
{
    const int wanted = m_grid->totalHeightForWidth(qMax(1, width() - 2 * space::page));
    m_area->setFixedHeight(std::min(kTallest, qMax(wanted, m_grid->minimumSize().height()) + 4));
}

void RoutePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (isOpen())
        fit();
}

} // namespace assay
