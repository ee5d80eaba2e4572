// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/routepanel.h"

#include "ui/text/formats.h"
#include "ui/text/routesentences.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kColumns = 4;
constexpr int kTallest = 190; // of the opened part; more is scrolled

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
    m_grid->setContentsMargins(space::badge, 0, space::badge, space::badge);
    m_grid->setHorizontalSpacing(space::page);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(2, 1);
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
    m_grid->addWidget(label, m_grid->rowCount(), 0, 1, kColumns);
}

void RoutePanel::addRow(const QStringList& cells, bool isFaint)
{
    const int row = m_grid->rowCount();
    for (int column = 0; column < cells.size(); ++column) {
        auto* label = new PlainLabel(cells.at(column), m_body);
        label->setRole(FontRole::Small, isFaint ? &Theme::muted : &Theme::text);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const auto side = column == kColumns - 1 ? Qt::AlignRight : Qt::AlignLeft;
        m_grid->addWidget(label, row, column, side | Qt::AlignTop);
    }
}

void RoutePanel::fill()
{
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const Formats formats;
    const RouteTrace& route = m_record.route;
    for (const auto& note : route.notes)
        addHeading(note);
    addHeading(tr("Attempts"));
    int number = 1;
    for (const auto& attempt : std::as_const(m_record.attempts)) {
        const QString cost = attempt.cost.amount ? formats.cost(*attempt.cost.amount) : tr("unknown");
        addRow({QString::number(number++), attempt.endpoint,
                   tr("%1, %2").arg(RouteSentences::result(attempt), timeText(attempt)), cost},
            attempt.error.has_value());
    }
    if (route.isEmpty()) {
        addHeading(tr("This lane was pinned to its endpoint; there was nothing to choose."));
    } else {
        addHeading(route.fallbacks ? tr("Candidates") : tr("Candidates, without fallbacks"));
        for (const auto& option : route.options) {
            addRow({option.position ? QString::number(*option.position + 1) : u"–"_s, option.endpoint,
                       RouteSentences::reason(option), option.price ? formats.cost(*option.price) : tr("unknown")},
                !option.included);
        }
    }
    m_area->setFixedHeight(std::min(kTallest, m_body->sizeHint().height() + 2));
}

} // namespace assay
