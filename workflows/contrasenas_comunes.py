"""Words that the commonest passwords are made of, in Spanish and English, folded as ``plano``."""

from __future__ import annotations

_TEXTO = """
password passw0rd passwd pass contrasena contrasenia clave claves secreto secreta secret
entrar acceso access login logon ingreso ingresar usuario user usuarios users username cuenta
admin administrador administrator admon root toor master maestro sistema sistemas system
soporte support test testing prueba pruebas demo temp temporal invitado guest cambiar cambiame
cambio changeme default nuevo nueva new prueba1 qwerty qwertz azerty asdf asdfgh zxcv qwer
bienvenido bienvenida bienvenidos welcome hola holamundo hello saludos gracias letmein openup
abrete sesamo sesame vigente manual cargo cargos intranet internet correo email mail
teamo tequiero amor amorcito corazon cielo amigo amiga amigos mimama mama papa hijo hija
familia bebe princesa principe reina estrella angel angelito iloveyou loveyou love lover
sunshine princess dragon monkey shadow superman batman pokemon naruto starwars matrix
trustno1 trustno computer computadora compu laptop samsung iphone android google facebook
instagram whatsapp youtube netflix microsoft windows office outlook excel word oracle
football futbol soccer basketball baseball barcelona barca madrid realmadrid saprissa
alajuelense liga herediano cartagines messi ronaldo costarica costa rica puravida pura vida ticos
tico
sanjose heredia alajuela cartago limon guanacaste puntarenas mexico colombia espana argentina
dios jesus jesucristo cristo maria jose juan carlos luis jorge daniel david andrea ana laura
enero febrero marzo abril mayo junio julio agosto setiembre septiembre octubre noviembre
diciembre lunes martes miercoles jueves viernes sabado domingo primavera verano otono invierno
january february march april june july august september october november december monday
tuesday wednesday thursday friday saturday sunday spring summer autumn winter
uno dos tres cuatro cinco seis siete ocho nueve diez one two three four five six
abc abcd xyz aaa xxx zzz mi my me the el la los las un una de del y a es soy yo tu
charlie michael jordan hunter buster thomas ginger pepper cookie cheese chocolate banana
flower freedom ninja killer hockey ranger mustang harley ferrari mercedes toyota pass123
"""
COMUNES = frozenset(_TEXTO.split())
