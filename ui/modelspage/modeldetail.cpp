// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/modelspage/modeldetail.h"

#include "ui/modelspage/modeltablemodel.h"
#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"
#include "ui/theme/assaystyle.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kWidth = 300;

QString rateName(UsageClass usageClass)
{
    switch (usageClass) {
    case UsageClass::Input: return ModelDetail::tr("Input");
    case UsageClass::CacheRead: return ModelDetail::tr("Cache read");
    case UsageClass::CacheWrite: return ModelDetail::tr("Cache write, 5 min");
    case UsageClass::CacheWrite1h: return ModelDetail::tr("Cache write, 1 h");
    case UsageClass::InputAudio: return ModelDetail::tr("Audio input");
    case UsageClass::InputImage: return ModelDetail::tr("Image input");
    case UsageClass::InputVideo: return ModelDetail::tr("Video input");
    case UsageClass::CacheReadAudio: return ModelDetail::tr("Audio cache read");
    case UsageClass::Output: return ModelDetail::tr("Output");
    case UsageClass::Reasoning: return ModelDetail::tr("Thinking");
    case UsageClass::Citation: return ModelDetail::tr("Citations");
    case UsageClass::OutputAudio: return ModelDetail::tr("Audio output");
    case UsageClass::OutputImage: return ModelDetail::tr("Image output");
    case UsageClass::WebSearch: return ModelDetail::tr("Web search, each");
    }
    return {};
}

QString figure(const Money& rate, UsageClass usageClass)
{
    const auto shown = usageClass == UsageClass::WebSearch ? std::optional(rate) : Money::product(1'000'000, rate);
    return shown ? u'$' + Formats().perMillion(*shown) : u"–"_s;
}

QString sourceSentence(const ModelRow& row)
{
    const QString sources = row.revision;
    if (row.confidence == "own"_L1)
        return ModelDetail::tr("Your own price.");
    if (row.confidence == "hypothetical"_L1)
        return ModelDetail::tr("Hypothetical: nobody is paid this; it is never part of your spend.");
    if (row.confidence == "confirmed"_L1)
        return ModelDetail::tr("Two unrelated lists give this price (%1).").arg(sources);
    if (row.confidence == "single"_L1)
        return ModelDetail::tr("One list gives this price and no second one confirms it yet (%1).").arg(sources);
    if (row.confidence == "disputed"_L1)
        return ModelDetail::tr("Another list says otherwise (%1).").arg(sources);
    return ModelDetail::tr("From %1.").arg(sources);
}

QString bandText(const RateOverride& band)
{
    QStringList rates;
    for (const auto usageClass : allUsageClasses()) {
        if (const auto rate = band.rates[usageClass])
            rates += rateName(usageClass) + u' ' + figure(*rate, usageClass);
    }
    QString when;
    if (band.promptTokensAbove)
        when = ModelDetail::tr("Prompts above %1").arg(Formats().tokens(*band.promptTokensAbove));
    else
        when = ModelDetail::tr("%1 to %2 UTC")
                   .arg(QTime(band.utcFrom.value_or(0) / 100, band.utcFrom.value_or(0) % 100).toString(u"HH:mm"_s),
                       QTime(band.utcTo.value_or(0) / 100 % 24, band.utcTo.value_or(0) % 100).toString(u"HH:mm"_s));
    return ModelDetail::tr("%1: %2").arg(when, rates.join(ModelDetail::tr(", ")));
}

} // namespace

ModelDetail::ModelDetail(QWidget* parent)
    : QWidget(parent)
    , m_add(new QPushButton(tr("Add to line-up"), this))
    , m_price(new QPushButton(tr("Set my own price…"), this))
{
    setObjectName(u"modelDetail"_s);
    setAccessibleName(tr("Selected model"));
    setFixedWidth(kWidth);
    m_add->setObjectName(u"modelAdd"_s);
    m_add->setProperty(kPrimaryButton, true);
    m_price->setObjectName(u"modelOwnPrice"_s);
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(accessibleName());
    scroll->viewport()->setAutoFillBackground(false);
    m_facts = new QWidget;
    m_facts->setAutoFillBackground(false);
    m_lines = new QVBoxLayout(m_facts);
    m_lines->setContentsMargins(space::section, space::section, space::section, space::section);
    m_lines->setSpacing(space::badge);
    scroll->setWidget(m_facts);
    auto* buttons = new QVBoxLayout;
    buttons->setContentsMargins(space::section, space::control, space::section, space::section);
    buttons->setSpacing(space::control);
    buttons->addWidget(m_price);
    buttons->addWidget(m_add);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addLayout(buttons);
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT laneWanted(m_row); });
    connect(m_price, &QPushButton::clicked, this, [this] { Q_EMIT ownPriceWanted(m_row); });
    clear();
}

void ModelDetail::empty()
{
    while (auto* item = m_lines->takeAt(0)) {
        if (auto* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

void ModelDetail::clear()
{
    empty();
    m_row = {};
    addText(tr("Select a model to see its prices, their sources and what it can do."), true);
    m_lines->addStretch(1);
    m_add->setEnabled(false);
    m_price->setEnabled(false);
}

void ModelDetail::show(const ModelRow& row)
{
    empty();
    m_row = row;
    auto* name = new PlainLabel(visibleCharacters(row.name), m_facts);
    name->setRole(FontRole::Title);
    name->setWordWrap(true);
    m_lines->addWidget(name);
    auto* id = new PlainLabel(visibleCharacters(row.ref.toString()), m_facts);
    id->setRole(FontRole::Mono, &Theme::muted);
    id->setWordWrap(true);
    id->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->addWidget(id);
    addPrices(row);
    addFacts(row);
    m_lines->addStretch(1);
    const bool ready = row.access != ModelAccess::NeedsKey;
    m_add->setEnabled(ready);
    m_add->setToolTip(ready ? QString() : tr("Give %1 a key first, in Settings").arg(row.provider));
    m_price->setEnabled(row.access != ModelAccess::Simulated);
}

void ModelDetail::addHeading(const QString& text)
{
    m_lines->addSpacing(space::page);
    auto* label = new PlainLabel(text, m_facts);
    label->setRole(FontRole::BodyStrong);
    label->setWordWrap(true);
    m_lines->addWidget(label);
}

void ModelDetail::addText(const QString& text, bool muted)
{
    auto* label = new PlainLabel(text, m_facts);
    label->setRole(FontRole::Small, muted ? &Theme::muted : &Theme::text);
    label->setWordWrap(true);
    m_lines->addWidget(label);
}

void ModelDetail::addRate(const QString& name, const QString& amount)
{
    auto* row = new QWidget(m_facts);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, space::hairline, 0, space::hairline);
    auto* price = new PlainLabel(amount, row);
    price->setFont(tabular(price->font()));
    line->addWidget(new PlainLabel(name, row));
    line->addStretch(1);
    line->addWidget(price);
    row->setAccessibleName(tr("%1: %2").arg(name, amount));
    m_lines->addWidget(row);
}

void ModelDetail::addPrices(const ModelRow& row)
{
    if (row.access == ModelAccess::Simulated) {
        addHeading(tr("Simulated price"));
    } else if (!row.price) {
        addHeading(tr("No price is known"));
        addText(row.access == ModelAccess::Local
                ? tr("It runs on your own machine. A hypothetical price lets you compare.")
                : tr("Its calls are counted as unpriced, never as free."),
            true);
        return;
    } else {
        addHeading(row.price->from.isValid() ? tr("Price per million tokens, since %1")
                                                   .arg(QLocale().toString(row.price->from, QLocale::ShortFormat))
                                             : tr("Price per million tokens"));
    }
    for (const auto usageClass : allUsageClasses()) {
        if (const auto rate = row.price->rates[usageClass])
            addRate(rateName(usageClass), figure(*rate, usageClass));
    }
    if (const auto fee = row.price->rates.request())
        addRate(tr("Each request"), Formats().exactMoney(*fee));
    for (const auto& band : row.price->overrides)
        addText(bandText(band));
    if (!row.price->modes.isEmpty()) {
        QStringList modes = row.price->modes.keys();
        modes.sort();
        addText(tr("Other prices for: %1").arg(modes.join(tr(", "))), true);
    }
    if (row.access != ModelAccess::Simulated)
        addText(sourceSentence(row), true);
}

void ModelDetail::addFacts(const ModelRow& row)
{
    if (!row.known)
        return;
    const auto& model = *row.known;
    for (const auto& dissent : model.dissent) {
        QStringList parts;
        if (dissent.input)
            parts += tr("input %1").arg(figure(*dissent.input, UsageClass::Input));
        if (dissent.output)
            parts += tr("output %1").arg(figure(*dissent.output, UsageClass::Output));
        if (dissent.cacheRead)
            parts += tr("cache read %1").arg(figure(*dissent.cacheRead, UsageClass::CacheRead));
        if (!parts.isEmpty())
            addText(tr("%1 says: %2").arg(dissent.source, parts.join(tr(", "))), true);
    }
    if (const auto words = ModelTableModel::abilityWords(row); !words.isEmpty()) {
        addHeading(tr("Takes and does"));
        addText(words.join(tr(", ")));
    }
    addHeading(tr("Limits"));
    const Formats formats;
    addText(tr("Context: %1").arg(model.contextTokens ? formats.tokens(*model.contextTokens) : tr("unknown")));
    addText(
        tr("Longest answer: %1").arg(model.maxOutputTokens ? formats.tokens(*model.maxOutputTokens) : tr("unknown")));
    if (!model.released.isEmpty())
        addText(tr("Released: %1").arg(model.released));
    addText(
        model.deprecation.isEmpty() ? tr("Retirement: no date announced") : tr("Retires: %1").arg(model.deprecation));
    if (!model.note.isEmpty())
        addText(model.note, true);
}

void ModelDetail::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    painter.fillRect(QRect(0, 0, 1, height()), theme.line);
}

} // namespace assay
