import { transportContract } from '../../helpers/transportContract.ts';

transportContract('xmlrpc', ['19', '14']);
