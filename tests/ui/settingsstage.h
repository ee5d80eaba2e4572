// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/settings/providerservice.h"
#include "ui/settings/providertablemodel.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMetaProperty>
#include <QSet>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTest>

#include <memory>

namespace assay::testing {

using namespace Qt::StringLiterals;

inline const QString kKey = u"xai-0123456789abcdefghijklmnop"_s;
using Outcome = ProviderFinding::Outcome;

inline ProviderRow row(const QString& id, const QString& name, const QString& address, ProviderState state)
{
    ProviderRow row;
    row.endpoint.id = id;
    row.endpoint.name = name;
    row.endpoint.baseUrl = QUrl(address);
    row.endpoint.dialect = u"openai-chat"_s;
    row.state = state;
    return row;
}

inline QList<ProviderRow> sampleRows()
{
    QList<ProviderRow> rows{row(u"xai"_s, u"xAI"_s, u"https://api.x.ai/v1"_s, ProviderState::NeedsKey),
        row(u"openai"_s, u"OpenAI"_s, u"https://api.openai.com/v1"_s, ProviderState::Ready),
        row(u"vertex"_s, u"Google Vertex AI"_s, u"https://aiplatform.googleapis.com/v1"_s, ProviderState::NeedsAddress),
        row(u"ollama"_s, u"Ollama"_s, u"http://127.0.0.1:11434"_s, ProviderState::NotRunning),
        row(u"anthropic"_s, u"Anthropic"_s, u"https://api.anthropic.com"_s, ProviderState::Ready),
        row(u"lab"_s, u"Lab server"_s, u"http://10.0.4.20:8000/v1"_s, ProviderState::Ready)};
    rows[0].catalogModels = 29;
    rows[0].endpoint.keyUrl = u"https://console.x.ai"_s;
    rows[1].keySource = u"environment OPENAI_API_KEY"_s;
    rows[1].catalogModels = 77;
    rows[1].spentThisMonth = Money::fromPico(9'860'000'000'000);
    rows[1].unpricedThisMonth = 3;
    rows[1].endpoint.keyUrl = u"https://platform.openai.com/api-keys"_s;
    rows[1].endpoint.dataPolicy = u"Does not train on API data; keeps it for 30 days."_s;
    rows[2].missing = u"GOOGLE_CLOUD_PROJECT"_s;
    rows[3].endpoint.auth = AuthScheme::None;
    rows[3].endpoint.local = true;
    rows[4].keySource = u"keyring"_s;
    rows[4].catalogModels = 25;
    rows[5].endpoint.custom = true;
    rows[5].endpoint.auth = AuthScheme::None;
    rows[5].unpricedThisMonth = 2;
    return rows;
}

// Answers when the test says so, and remembers what it was given.
class FakeService final : public ProviderService
{
public:
    QList<ProviderRow> providers = sampleRows();
    QList<KeyPlace> places{{u"keyring"_s, u"KWallet"_s, true, {}},
        {u"file"_s, u"Key file"_s, false, u"Its folder can be read by others."_s}};
    QStringList testedIds;
    QHash<QString, ProviderModels> modelsOf;
    QStringList refreshedIds;
    QList<QByteArray> testedKeys;
    QList<QByteArray> savedKeys;
    QStringList savedPlaces;
    QStringList removedKeys;
    QStringList removed;
    QList<Endpoint> addedEndpoints;
    QString refusal;

    QList<ProviderRow> rows() const override { return providers; }
    QList<KeyPlace> keyPlaces() const override { return places; }
    std::optional<QString> providerOf(const QString& key) const override
    {
        return key.startsWith(u"xai-") ? std::optional(u"xai"_s) : std::nullopt;
    }
    void test(const QString& id, const Secret& key) override
    {
        testedIds.append(id);
        testedKeys.append(key.reveal().toByteArray());
    }
    void saveKey(const QString&, const Secret& key, const QString& place) override
    {
        savedKeys.append(key.reveal().toByteArray());
        savedPlaces.append(place);
    }
    ProviderModels models(const QString& id) const override { return modelsOf.value(id); }
    void refreshModels(const QString& id) override { refreshedIds.append(id); }
    void removeKey(const QString& id) override { removedKeys.append(id); }
    Result<void> addEndpoint(const Endpoint& endpoint) override
    {
        if (!refusal.isEmpty())
            return fail(ErrorKind::InvalidRequest, refusal);
        addedEndpoints.append(endpoint);
        ProviderRow added;
        added.endpoint = endpoint;
        providers.append(added);
        return {};
    }
    Result<void> removeEndpoint(const QString& id) override
    {
        if (!refusal.isEmpty())
            return fail(ErrorKind::InvalidRequest, refusal);
        removed.append(id);
        return {};
    }
};

inline QList<ProviderFinding> goodFindings()
{
    return {{u"reachable"_s, Outcome::Yes, u"Answered in 0.34 s."_s}, {u"key"_s, Outcome::Yes, {}},
        {u"model list"_s, Outcome::Yes, u"29 models, <b>29</b> of them priced."_s},
        {u"credit"_s, Outcome::Unknown, u"xAI does not tell."_s}};
}

struct Stage {
    explicit Stage(ThemeChoice theme = ThemeChoice::Light)
    {
        WindowServices services;
        services.project = u"Shop support"_s;
        services.theme = theme;
        services.providers = &service;
        services.profile = u"/home/me/profile"_s;
        window = makeMainWindow(services);
        window->show();
        window->actions()->find(u"page.settings"_s)->trigger();
    }
    template <class T> T* find(const QString& name) const
    {
        T* found = window->findChild<T*>(name);
        if (found == nullptr)
            qFatal("no widget %s", qPrintable(name));
        return found;
    }
    QAbstractButton* button(const QString& name) const { return find<QAbstractButton>(name); }
    void click(const QString& name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QLineEdit* key() const { return find<QLineEdit>(u"keyField"_s); }
    QString message() const { return find<QLabel>(u"keyMessage"_s)->text(); }
    QAbstractItemView* table() const { return find<QAbstractItemView>(u"providerTable"_s); }
    QString recognised() const { return find<QWidget>(u"recognised"_s)->findChild<QLabel*>(u"factDetail"_s)->text(); }
    void select(const QString& name) const
    {
        for (int i = 0; i < table()->model()->rowCount(); ++i) {
            if (table()->model()->index(i, 0).data().toString() == name)
                table()->setCurrentIndex(table()->model()->index(i, 0));
        }
    }
    QStringList column(int column) const
    {
        QStringList texts;
        for (int i = 0; i < table()->model()->rowCount(); ++i)
            texts.append(table()->model()->index(i, column).data().toString());
        return texts;
    }

    FakeService service;
    std::unique_ptr<MainWindow> window;
};

// The name of a property that holds the text, anywhere in the window.
inline QString holderOf(const QString& text, QWidget* window)
{
    QList<QObject*> all = window->findChildren<QObject*>();
    all.append(window);
    for (const QObject* object : std::as_const(all)) {
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
            const QMetaProperty property = object->metaObject()->property(i);
            if (property.read(object).toString().contains(text))
                return object->objectName() + u'.' + QString::fromLatin1(property.name());
        }
    }
    return {};
}

} // namespace assay::testing
