// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/insights/insightspage.h"

#include "ui/charts/chartbox.h"
#include "ui/charts/controlplot.h"
#include "ui/charts/frontscatter.h"
#include "ui/charts/spreadstrips.h"
#include "ui/charts/waterfall.h"
#include "ui/filter/filterbar.h"
#include "ui/filter/sharedfilter.h"
#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/widgets/barheight.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostStrips = 12;

QString timeText(double us)
{
    return Formats().duration(std::chrono::microseconds(std::llround(us)));
}

QString speedText(double perSecond)
{
    return Formats().speed(perSecond) + kThinSpace + u"tok/s"_s;
}

QString costText(double pico)
{
    return Formats().cost(Money::fromPico(std::llround(pico)));
}

SpreadStrip stripOf(const QString& name, int slot, const Spread& spread)
{
    SpreadStrip strip{.name = name, .slot = slot, .n = spread.n, .values = spread.values};
    if (spread.median) {
        strip.median = spread.median->value;
        strip.low = spread.median->low;
        strip.high = spread.median->high;
    }
    strip.p90 = spread.p90.transform([](const Quantile& quantile) { return quantile.value; });
    strip.p99 = spread.p99.transform([](const Quantile& quantile) { return quantile.value; });
    return strip;
}

constexpr std::chrono::seconds kOftenEnough{3};

} // namespace

InsightsPage::InsightsPage(InsightsService* service, SharedFilter* filter, QWidget* parent)
    : QWidget(parent)
    , m_service(service)
    , m_filter(filter != nullptr ? filter : new SharedFilter(this))
{
    setObjectName(u"insightsPage"_s);
    setAccessibleName(tr("Insights"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_boxes = makeBoxes();
    m_empty = new PlainLabel({}, this);
    m_empty->setRole(FontRole::Body, &Theme::muted);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto* inner = new QWidget;
    auto* stack = new QVBoxLayout(inner);
    stack->setContentsMargins(space::page, space::page, space::page, space::page);
    stack->addWidget(m_boxes, 1);
    stack->addWidget(m_empty, 1);
    scroll->setWidget(inner);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(makeBar());
    all->addWidget(new FilterBar(m_filter, {}, this));
    all->addWidget(scroll, 1);
    m_boxes->hide();
    connect(m_filter, &SharedFilter::changed, this, [this] {
        m_takesSimulated = false;
        m_asked = false;
        if (isVisible())
            ask();
    });
    connect(service, &InsightsService::answered, this, &InsightsPage::onAnswer);
    connect(service, &InsightsService::runRead, this, &InsightsPage::onRun);
    connect(service, &InsightsService::failed, this, [this](const QString& why) {
        m_isAsking = false;
        m_empty->setText(why);
        m_empty->show();
    });
    connect(service, &InsightsService::changed, this, [this] {
        if (!isVisible())
            m_asked = false;
        else if (!m_again.isActive())
            m_again.start(); // a gateway at work changes the ledger many times a second
    });
    m_again.setSingleShot(true);
    m_again.setInterval(kOftenEnough);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_isAsking)
            m_again.start();
        else
            ask();
    });
}

QWidget* InsightsPage::makeBar()
{
    auto* bar = new QWidget(this);
    auto* title = new PlainLabel(tr("Insights"), bar);
    title->setRole(FontRole::Title);
    m_grouping = new QComboBox(bar);
    m_grouping->setAccessibleName(tr("Grouped by"));
    m_grouping->addItems({tr("by model"), tr("by endpoint")});
    m_measure = new QComboBox(bar);
    m_measure->setAccessibleName(tr("Measure"));
    m_measure->addItems({tr("first token"), tr("whole answer"), tr("tokens a second")});
    m_count = new PlainLabel({}, bar);
    m_count->setObjectName(u"insightsCount"_s);
    m_count->setRole(FontRole::Small, &Theme::muted);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(space::section, 0, space::section, 0);
    row->setSpacing(space::control);
    for (QWidget* widget :
        {static_cast<QWidget*>(title), static_cast<QWidget*>(m_grouping), static_cast<QWidget*>(m_measure)})
        row->addWidget(widget);
    row->addStretch(1);
    row->addWidget(m_count);
    new BarHeight(bar, space::toolbarHeight, 26);
    connect(m_grouping, &QComboBox::activated, this, &InsightsPage::ask);
    connect(m_measure, &QComboBox::activated, this, [this] { showSpeeds(m_answer); });
    return bar;
}

QWidget* InsightsPage::makeBoxes()
{
    auto* boxes = new QWidget;
    m_speeds = new SpreadStrips(boxes);
    m_speedsBox = new ChartBox(tr("How long until the first token?"), m_speeds, ChartBox::NotePlace::Below, boxes);
    m_front = new FrontScatter(boxes);
    m_front->setTexts(tr("median time to the first token"), &timeText, tr("median cost of an answer"), &costText);
    m_frontBox
        = new ChartBox(tr("Which models are worth their price and wait?"), m_front, ChartBox::NotePlace::Below, boxes);
    m_control = new ControlPlot(boxes);
    m_controlBox
        = new ChartBox(tr("Did a provider change without a word?"), m_control, ChartBox::NotePlace::Below, boxes);
    m_hours = new SpreadStrips(boxes);
    m_hours->setTexts(tr("Hour"), &timeText);
    m_hoursBox = new ChartBox(tr("At which hour is it slow?"), m_hours, ChartBox::NotePlace::Below, boxes);
    m_waterfall = new Waterfall(boxes);
    m_waterfallBox
        = new ChartBox(tr("Where did the time go in the newest run?"), m_waterfall, ChartBox::NotePlace::Below, boxes);
    auto* grid = new QGridLayout(boxes);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(space::page);
    grid->addWidget(m_speedsBox, 0, 0);
    grid->addWidget(m_frontBox, 0, 1);
    grid->addWidget(m_waterfallBox, 1, 0, 1, 2);
    grid->addWidget(m_controlBox, 2, 0);
    grid->addWidget(m_hoursBox, 2, 1);
    grid->setRowMinimumHeight(0, 330);
    grid->setRowMinimumHeight(1, 190);
    grid->setRowMinimumHeight(2, 260);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    return boxes;
}

HistoryFilter InsightsPage::filter() const
{
    HistoryFilter filter = m_filter->choice().at(m_service->now());
    if (filter.origin == AnswerOrigin::Any && !m_takesSimulated)
        filter.origin = AnswerOrigin::Real; // how fast an invented answer came says nothing
    return filter;
}

void InsightsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_filter->setToday(m_service->now().toLocalTime().date());
    if (!m_asked)
        ask();
}

void InsightsPage::ask()
{
    m_asked = true;
    m_isAsking = true;
    if (m_boxes->isHidden())
        m_empty->setText(tr("Reading the answers of this time …"));
    const auto wanted = filter();
    m_service->ask(wanted, m_grouping->currentIndex() == 1 ? SpeedGrouping::Endpoint : SpeedGrouping::Model);
    m_service->readNewestRun(wanted);
}

void InsightsPage::onAnswer(const InsightsAnswer& answer)
{
    m_answer = answer;
    m_isAsking = false;
    const bool isEmpty = answer.rows.isEmpty();
    const bool isOpen = m_filter->choice().filter.origin == AnswerOrigin::Any;
    if (isEmpty && isOpen && !m_takesSimulated) {
        m_takesSimulated = true; // nothing real: better the simulated ones, which say so, than nothing
        ask();
        return;
    }
    m_boxes->setVisible(!isEmpty);
    m_empty->setVisible(isEmpty);
    m_empty->setText(m_filter->choice().isEmpty()
            ? tr("No answer was measured yet. Compare makes the first one.")
            : tr("No answer fits the filter above. Remove a part of it to see more."));
    qint64 calls = 0;
    qint64 cached = 0;
    for (const auto& row : answer.rows) {
        calls += row.calls;
        cached += row.cached;
    }
    const QLocale locale;
    QString text = tr("%1 calls").arg(locale.toString(calls));
    if (cached > 0)
        text += u" · "_s + tr("cache hits left out (%1)").arg(locale.toString(cached));
    if (answer.every > 1 && answer.isCounted)
        text += u" · "_s + tr("times from 1 run in %1").arg(locale.toString(answer.every));
    else if (answer.every > 1)
        text += u" · "_s + tr("1 run in %1").arg(locale.toString(answer.every));
    if (m_takesSimulated)
        text += u" · "_s + tr("simulated ones are among them");
    else if (isOpen)
        text += u" · "_s + tr("without simulated ones");
    m_count->setText(isEmpty ? QString() : text);
    showSpeeds(answer);
    showFront(answer);
    showSteadiness(answer);
    showHours(answer);
}

void InsightsPage::showSpeeds(const InsightsAnswer& answer)
{
    const int measure = m_measure->currentIndex();
    const QStringList questions = {tr("How long until the first token?"), tr("How long until the answer is whole?"),
        tr("How fast do they write?")};
    m_speedsBox->setQuestion(questions.at(measure));
    m_speeds->setTexts(m_grouping->currentText(), measure == 2 ? &speedText : &timeText);
    QList<SpreadStrip> strips;
    QStringList down;
    for (qsizetype i = 0; i < answer.rows.size(); ++i) {
        const auto& row = answer.rows[i];
        const auto& spread = measure == 0 ? row.firstToken : measure == 1 ? row.total : row.speed;
        if (spread.n > 0 && strips.size() < kMostStrips)
            strips.append(stripOf(row.key, static_cast<int>(i), spread));
        if (row.up.k < row.up.n) {
            down.append(tr("%1 %2 % of %3").arg(row.key).arg(row.up.value * 100, 0, 'f', 1).arg(row.up.n));
        }
    }
    m_speeds->setStrips(strips);
    m_speedsBox->setNote(down.isEmpty() ? tr("Everything that was asked answered. 99 % only from 100 calls on.")
                                        : tr("Answered: %1").arg(down.mid(0, 3).join(u"; "_s)));
    m_speedsBox->refresh();
}

void InsightsPage::showFront(const InsightsAnswer& answer)
{
    QList<ScatterPoint> points;
    QList<FrontPoint> places;
    QStringList left;
    for (qsizetype i = 0; i < answer.rows.size(); ++i) {
        const auto& row = answer.rows[i];
        if (!row.firstToken.median || !row.medianCostPico || *row.medianCostPico <= 0
            || row.priced < kFewestForQuantiles) {
            left.append(row.key);
            continue;
        }
        points.append({.name = row.key.section(u'/', 1),
            .slot = static_cast<int>(i),
            .x = row.firstToken.median->value,
            .y = *row.medianCostPico,
            .n = row.priced});
        places.append({.x = points.last().x, .y = points.last().y});
    }
    const auto front = paretoFront(places);
    for (const auto index : front)
        points[index].isFront = true;
    m_front->setPoints(points);
    m_frontBox->setNote(left.isEmpty() ? tr("Dashed: nothing is both faster and cheaper.")
                                       : tr("Too few calls, or no price: %1").arg(left.mid(0, 4).join(u", "_s)));
    m_frontBox->refresh();
}

void InsightsPage::showSteadiness(const InsightsAnswer& answer)
{
    ControlSeries series;
    QString note = tr("Needs at least %1 answers of one model to the same prompt.").arg(kFewestForControl);
    if (answer.repeated) {
        const auto& repeated = *answer.repeated;
        series = {.values = repeated.firstToken,
            .names = repeated.times,
            .centre = repeated.control.centre,
            .low = repeated.control.low,
            .high = repeated.control.high,
            .flagged = repeated.control.flagged};
        note = repeated.control.centre <= 0      ? note
            : repeated.control.flagged.isEmpty() ? tr("%1, same prompt, first token: as usual in all %2.")
                                                       .arg(repeated.model)
                                                       .arg(repeated.firstToken.size())
                                                 : tr("%1, same prompt: %2 of %3 first tokens are not as usual.")
                                                       .arg(repeated.model)
                                                       .arg(repeated.control.flagged.size())
                                                       .arg(repeated.firstToken.size());
        if (repeated.batch > 1)
            note += u' ' + tr("Each is the median of %1 calls.").arg(QLocale().toString(repeated.batch));
    }
    m_control->setSeries(series, &timeText);
    m_controlBox->setNote(note);
    m_controlBox->refresh();
}

void InsightsPage::showHours(const InsightsAnswer& answer)
{
    QList<SpreadStrip> strips;
    for (int hour = 0; hour < 24; ++hour) {
        const auto& values = answer.hours[static_cast<std::size_t>(hour)];
        if (values.n == 0)
            continue;
        strips.append(stripOf(u"%1:00"_s.arg(hour, 2, 10, QChar(u'0')), 0, values));
    }
    m_hours->setStrips(strips);
    m_hoursBox->refresh();
}

void InsightsPage::onRun(const RunRecord& run)
{
    m_waterfall->setRows(waterfallOf(run));
    m_waterfallBox->setNote(u"“%1”, %2"_s.arg(plainQuote(run.prompt.simplified(), 60),
        QLocale().toString(run.startedAt.toLocalTime(), u"d MMM, HH:mm:ss"_s)));
    m_waterfallBox->refresh();
}

} // namespace assay
