// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/recipepanel.h"

#include "ui/gateway/secretclipboard.h"
#include "ui/gateway/snippetbox.h"
#include "ui/text/errorsentences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kMostSnippets = 2;

} // namespace

RecipePanel::RecipePanel(QWidget* parent)
    : SettingsBox(parent)
{
    setObjectName(u"recipePanel"_s);
    setAccessibleName(tr("Connect a tool"));
    auto* title = new PlainLabel(tr("Connect a tool"), this);
    title->setRole(FontRole::Title);
    content()->addWidget(title);
    makeTools();
    makeChoices();
    for (int i = 0; i < kMostSnippets; ++i) {
        auto* box = new SnippetBox(this);
        connect(box, &SnippetBox::copyWanted, this, [this, i] { copy(i); });
        m_boxes.append(box);
        content()->addWidget(box);
    }
    m_remark = new PlainLabel({}, this);
    m_remark->setRole(FontRole::Small, &Theme::muted);
    m_remark->setWordWrap(true);
    content()->addWidget(m_remark);
    m_note = new PlainLabel({}, this);
    m_note->setObjectName(u"recipeNote"_s);
    m_note->setRole(FontRole::Small, &Theme::muted);
    m_note->setWordWrap(true);
    content()->addWidget(m_note);
    refresh();
}

void RecipePanel::makeTools()
{
    m_tools = new QButtonGroup(this);
    auto* grid = new FlowLayout(space::badge);
    const auto recipes = GatewayRecipes::all(m_place);
    for (const auto& recipe : recipes) {
        const int number = static_cast<int>(m_ids.size());
        auto* button = new QToolButton(this);
        button->setObjectName(u"recipe-"_s + recipe.id);
        button->setText(recipe.name);
        button->setAccessibleName(tr("Recipe for %1").arg(recipe.name));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        button->setMinimumHeight(space::controlHeight);
        m_tools->addButton(button, number);
        grid->addWidget(button);
        m_ids.append(recipe.id);
    }
    m_tools->button(0)->setChecked(true);
    content()->addLayout(grid);
    connect(m_tools, &QButtonGroup::idClicked, this, &RecipePanel::refresh);
}

void RecipePanel::makeChoices()
{
    m_key = new QComboBox(this);
    m_key->setObjectName(u"recipeKey"_s);
    m_key->setAccessibleName(tr("Key in the recipe"));
    m_model = new QComboBox(this);
    m_model->setObjectName(u"recipeModel"_s);
    m_model->setAccessibleName(tr("Model in the recipe"));
    m_model->setEditable(true);
    m_model->setInsertPolicy(QComboBox::NoInsert);
    m_model->lineEdit()->setFrame(false);
    m_model->setCurrentText(m_place.model);
    for (auto* combo : {m_key, m_model}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(12);
        combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    auto* form = new QFormLayout;
    form->setContentsMargins(0, space::badge, 0, space::badge);
    form->setHorizontalSpacing(space::control);
    form->setVerticalSpacing(space::badge);
    form->addRow(tr("Key"), m_key);
    form->addRow(tr("Model"), m_model);
    content()->addLayout(form);
    fillKeys({});
    connect(m_key, &QComboBox::currentIndexChanged, this, &RecipePanel::refresh);
    connect(m_model, &QComboBox::currentTextChanged, this, &RecipePanel::refresh);
}

void RecipePanel::setAddress(const QString& address)
{
    m_place.address = address;
    refresh();
}

void RecipePanel::setKeys(const QList<GatewayKeyRow>& keys)
{
    m_keys = keys;
    fillKeys(m_key->currentData().toString());
    refresh();
}

void RecipePanel::setModels(const QStringList& models)
{
    const QString chosen = m_model->currentText();
    const QSignalBlocker quiet(m_model);
    m_model->clear();
    m_model->addItems(models);
    m_model->setCurrentText(models.contains(chosen) || models.isEmpty() ? chosen : models.first());
    if (auto* completer = m_model->completer()) {
        completer->setFilterMode(Qt::MatchContains);
        completer->setCompletionMode(QCompleter::PopupCompletion);
    }
    refresh();
}

void RecipePanel::holdSecret(const VirtualKey& key, const Secret& secret)
{
    m_secrets.insert(key.id, secret);
    if (std::ranges::none_of(m_keys, [&](const GatewayKeyRow& row) { return row.key.id == key.id; }))
        m_keys.append({.key = key, .spend = {}, .lastUsed = {}});
    fillKeys(key.id);
    refresh();
}

void RecipePanel::fillKeys(const QString& chosen)
{
    const QSignalBlocker quiet(m_key);
    m_key->clear();
    for (const auto& row : std::as_const(m_keys)) {
        const QString name = u"%1  …%2"_s.arg(plainQuote(row.key.name, 40), row.key.hint);
        m_key->addItem(m_secrets.contains(row.key.id) ? tr("%1, filled in").arg(name) : name, row.key.id);
    }
    if (m_keys.isEmpty())
        m_key->addItem(tr("none yet"));
    m_key->setEnabled(!m_keys.isEmpty());
    m_key->setCurrentIndex(qMax(0, m_key->findData(chosen)));
}

bool RecipePanel::holdsKey() const
{
    return m_secrets.contains(m_key->currentData().toString());
}

/// The key itself, the same with dots, or words that the person replaces.
QString RecipePanel::keyText(KeyText text) const
{
    const QString id = m_key->currentData().toString();
    const auto found = std::ranges::find(m_keys, id, [](const GatewayKeyRow& row) { return row.key.id; });
    if (found == m_keys.end())
        return kGatewayKeyPlaceholder;
    if (!m_secrets.contains(id)) {
        static const QRegularExpression odd(u"[^A-Za-z0-9]+"_s);
        return u"sk-assay-KEY-OF-"_s + QString(found->key.name).replace(odd, u"-"_s).toUpper();
    }
    return text == KeyText::Whole ? QString::fromLatin1(m_secrets.value(id).reveal())
                                  : u"sk-assay-•••"_s + found->key.hint;
}

std::optional<GatewayRecipe> RecipePanel::recipe(KeyText text) const
{
    GatewayPlace place = m_place;
    place.model = m_model->currentText().trimmed();
    place.key = keyText(text);
    return GatewayRecipes::find(m_ids.value(m_tools->checkedId()), place);
}

QString RecipePanel::keyId() const
{
    return m_key->currentData().toString();
}

QString RecipePanel::keyName() const
{
    const auto found = std::ranges::find(m_keys, keyId(), [](const GatewayKeyRow& row) { return row.key.id; });
    return found == m_keys.end() ? QString() : found->key.name;
}

QString RecipePanel::model() const
{
    return m_model->currentText().trimmed();
}

void RecipePanel::refresh()
{
    Q_EMIT choiceChanged();
    const auto shown = recipe(KeyText::Hidden);
    if (!shown || m_note == nullptr)
        return;
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        const bool used = i < shown->snippets.size();
        m_boxes[i]->setVisible(used);
        if (used)
            m_boxes[i]->setSnippet(shown->snippets[i].title, shown->snippets[i].text);
    }
    m_remark->setText(shown->remark);
    m_remark->setVisible(!shown->remark.isEmpty());
    m_note->setText(holdsKey() ? tr("Copying puts the whole key on the clipboard for 60 seconds.")
                               : tr("Put the key itself in the place of %1.").arg(keyText(KeyText::Hidden)));
}

QString RecipePanel::shownText(int snippet) const
{
    const auto shown = recipe(KeyText::Hidden);
    return shown && snippet < shown->snippets.size() ? shown->snippets[snippet].text : QString();
}

QString RecipePanel::copiedText(int snippet) const
{
    const auto whole = recipe(KeyText::Whole);
    return whole && snippet < whole->snippets.size() ? whole->snippets[snippet].text : QString();
}

void RecipePanel::copy(int snippet)
{
    const QString text = copiedText(snippet);
    if (holdsKey())
        SecretClipboard::put(text);
    else
        QGuiApplication::clipboard()->setText(text);
    m_note->setText(holdsKey() ? tr("Copied with the key. It leaves the clipboard in 60 seconds.")
                               : tr("Copied. Put the key itself in the place of %1.").arg(keyText(KeyText::Hidden)));
}

} // namespace assay
